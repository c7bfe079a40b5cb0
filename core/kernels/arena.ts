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
  /** Gives back everything taken while `use` ran. */
  scope<T>(use: () => T): T;
  /** `n` float64 entries at a pointer. Growing the memory does not move them. */
  f64(at: Pointer, n: number): Float64Array;
}

/** An arena over a fresh shared memory of at most `mostBytes`. */
export function createArena(mostBytes = MOST_PAGES * PAGE): Arena {
  const maximum = Math.min(MOST_PAGES, Math.ceil(mostBytes / PAGE));
  const memory = new WebAssembly.Memory({ initial: 1, maximum, shared: true });
  let top = FIRST;
  return {
    memory,
    take(bytes) {
      const at = top;
      const end = at + Math.ceil(bytes / LINE) * LINE;
      const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE);
      if (missing > 0) memory.grow(missing);
      top = end;
      return at;
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
  };
}
