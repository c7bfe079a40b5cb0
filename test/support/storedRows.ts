import fc from 'fast-check';
import type { Arena } from '#core/kernels/arena.ts';
import { FORMATS, type StoredType } from '#core/kernels/dtype.ts';
import { brain, half } from '#core/kernels/twin/stored.ts';
import type { Pointer } from '#core/kernels/types.ts';
import { randomSource } from './random.ts';

export const storedTypes = Object.keys(FORMATS) as StoredType[];

const patterns = (value: (bits: number) => number): ReadonlyMap<number, number> =>
  new Map(Array.from({ length: 2 ** 16 }, (_, bits) => [value(bits), bits]));
const encoded = { f16: patterns(half), bf16: patterns(brain) };

/** Stores rows of m numbers that the type holds, with `spare` entries of NaN behind each row. */
export function storeRows(
  arena: Arena,
  type: StoredType,
  values: Float64Array,
  m: number,
  spare: number,
): Pointer {
  const [k, lead] = [m > 0 ? values.length / m : 0, m + spare];
  const at = arena.take(k * lead * FORMATS[type].bytes);
  const Entries = type === 'f64' ? Float64Array : type === 'f32' ? Float32Array : Uint16Array;
  const entries = new Entries(arena.memory.buffer, at, k * lead);
  for (let i = 0; i < entries.length; i++) {
    const value = i % lead < m ? (values[Math.floor(i / lead) * m + (i % lead)] as number) : Number.NaN;
    entries[i] = type === 'f64' || type === 'f32' ? value : (encoded[type].get(value) as number);
  }
  return at;
}

/** Numbers in [−1, 1) that the type holds. */
export function storable(type: StoredType, n: number, seed: number): Float64Array {
  const next = randomSource(seed);
  // Eight bits are what bfloat16 has.
  const step = type === 'f64' ? 2 ** -32 : type === 'f32' ? 2 ** -23 : 2 ** -7;
  return Float64Array.from({ length: n }, () => Math.floor((2 * next() - 1) / step) * step);
}

/** Shapes on both sides of the blocks of four rows and four columns. */
export const storedShapes = fc.record({
  type: fc.constantFrom(...storedTypes),
  k: fc.integer({ min: 0, max: 10 }),
  m: fc.integer({ min: 0, max: 21 }),
  spare: fc.integer({ min: 0, max: 3 }),
  seed: fc.integer(),
});
