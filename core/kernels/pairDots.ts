import type { Crew, Hand } from './crew.ts';
import { FORMATS, type StoredType } from './dtype.ts';
import type { ReadRows } from './storedMatrix.ts';

/** Base and source activations, n × d each, in the type in which they are stored; read by ranges of rows. */
export interface StoredPairs {
  readonly n: number;
  readonly d: number;
  readonly type: StoredType;
  readonly base: ReadRows;
  readonly source: ReadRows;
}

/** Bytes of each of the two that are read at a time: what is read is then still in the cache when it is used. */
const CHUNK = 4 * 1024 * 1024;

/** Pairs to one item of the crew's work. */
const PAIRS = 32;

/**
 * The inner products of every base and every source with some vectors, and the squared distances: for each pair
 * `2 c + 1` numbers, base · x for the c vectors x of d entries, source · x, `‖s − b‖²`. Memory but for the result does
 * not grow with n.
 */
export function pairDots(
  crew: Crew,
  pairs: StoredPairs,
  vectors: readonly (readonly number[])[],
  onProgress?: (fraction: number) => void,
): Float64Array {
  const { arena } = crew;
  const { n, d, type, base, source } = pairs;
  const { bytes, code } = FORMATS[type];
  const count = vectors.length;
  const width = 2 * count + 1;
  const found = new Float64Array(n * width);
  const most = Math.max(1, Math.min(n, Math.floor(CHUNK / (d * bytes))));
  return arena.scope(() => {
    const x = arena.take(8 * d * count);
    for (const [c, vector] of vectors.entries()) arena.f64(x + 8 * c * d, d).set(vector);
    const b = arena.take(most * d * bytes);
    const s = arena.take(most * d * bytes);
    const out = arena.take(8 * most * width);
    for (let first = 0; first < n; first += most) {
      const k = Math.min(most, n - first);
      base(b, first, k);
      source(s, first, k);
      crew.run('pairDots', Math.ceil(k / PAIRS), [b, s, code, bytes, k, d, x, count, out]);
      found.set(arena.f64(out, k * width), first * width);
      onProgress?.((first + k) / n);
    }
    return found;
  });
}

/** The inner products of the pairs of an item. */
export function pairDotsTask({ kernels }: Hand, item: number, args: readonly number[]): void {
  const [b, s, code, bytes, k, d, x, count, out] = args as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const first = item * PAIRS;
  const from = first * d * bytes;
  const to = out + 8 * first * (2 * count + 1);
  kernels.pairDots(b + from, s + from, code, d, Math.min(PAIRS, k - first), d, x, count, to);
}
