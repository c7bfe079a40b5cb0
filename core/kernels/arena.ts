import type { Pointer } from './types.ts';

/** Bytes of a page of WebAssembly memory, and the most pages that 32 bits address. */
const PAGE = 65_536;
const MOST_PAGES = 65_536;

/** Blocks begin at a cache line. The first bytes are left to the kernels' own statics. */
const LINE = 64;
const FIRST = 4096;

/** A memory that is handed out from its start on and given back in the reverse order. */
export interface Arena {
  readonly memory: WebAssembly.Memory;
  /** A block of so many bytes, not cleared. Throws a RangeError where the memory cannot grow to hold it. */
  take(bytes: number): Pointer;
  /** Where the next block will begin: for `release`. */
  mark(): Pointer;
  /** Gives back everything taken since a mark. */
  release(mark: Pointer): void;
  /** Gives back everything taken while `use` ran. */
  scope<T>(use: () => T): T;
  /** `n` float64 entries at a pointer. Growing the memory does not move them. */
  f64(at: Pointer, n: number): Float64Array;
  /** `n` float32 entries at a pointer. */
  f32(at: Pointer, n: number): Float32Array;
}

/** An arena over a fresh shared memory of at most `mostBytes`. */
export function createArena(mostBytes = MOST_PAGES * PAGE): Arena {
  const maximum = Math.min(MOST_PAGES, Math.ceil(mostBytes / PAGE));
  return arenaOver(new WebAssembly.Memory({ initial: 1, maximum, shared: true }), FIRST, maximum * PAGE);
}

/** An arena over the bytes `from` to `end` of a memory, which grows where they lie beyond it. */
export function arenaOver(memory: WebAssembly.Memory, from: Pointer, end: Pointer): Arena {
  let top = from;
  return {
    memory,
    take(bytes) {
      const at = top;
      const next = at + Math.ceil(bytes / LINE) * LINE;
      if (next > end) throw new RangeError('There is no room for this in the memory of the kernels.');
      const missing = Math.ceil((next - memory.buffer.byteLength) / PAGE);
      if (missing > 0) memory.grow(missing);
      top = next;
      return at;
    },
    mark: () => top,
    release(mark) {
      top = mark;
    },
    scope(use) {
      const before = top;
      try {
        return use();
      } finally {
        top = before;
      }
    },
    f64: (at, n) => new Float64Array(memory.buffer, at, n),
    f32: (at, n) => new Float32Array(memory.buffer, at, n),
  };
}
