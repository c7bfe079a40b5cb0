import { randomSource } from './random.ts';

/** Twice the unit roundoff of float64, so that bounds need not mind their smaller terms. */
export const EPS = 2 ** -52;

/** Sizes on both sides of every block and tile of the kernels. */
export const SIZES = [0, 1, 2, 3, 5, 7, 17, 31, 33, 64, 65, 97, 131];

/** A matrix by its entries, row-major. */
export function matrix(rows: number, columns: number, entry: (i: number, j: number) => number): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, at) =>
    entry(Math.floor(at / columns), at % columns),
  );
}

/** Entries in [−1, 1). */
export function randomMatrix(rows: number, columns: number, seed: number): Float64Array {
  const next = randomSource(seed);
  return matrix(rows, columns, () => 2 * next() - 1);
}

/** Integers in [−3, 3], of which products and sums are exact. */
export function integerMatrix(rows: number, columns: number, seed: number): Float64Array {
  const next = randomSource(seed);
  return matrix(rows, columns, () => Math.floor(7 * next()) - 3);
}

/** `A Bᵀ`, with A rows × depth and B columns × depth. */
export function product(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  columns: number,
  depth: number,
): Float64Array {
  return matrix(rows, columns, (i, j) => {
    let sum = 0;
    for (let k = 0; k < depth; k++) sum += (a[i * depth + k] as number) * (b[j * depth + k] as number);
    return sum;
  });
}

/** The lower triangle of an n × n matrix, zeros above it. */
export const lower = (a: Float64Array, n: number): Float64Array =>
  matrix(n, n, (i, j) => (j <= i ? (a[i * n + j] as number) : 0));

/** A triangular matrix that is far from singular. */
export function randomLower(n: number, seed: number): Float64Array {
  const a = randomMatrix(n, n, seed);
  return matrix(n, n, (i, j) =>
    j < i ? (a[i * n + j] as number) / 4 : j === i ? 2 + Math.abs(a[i * n + i] as number) : 0,
  );
}

/** The Frobenius norm. */
export const norm = (a: Float64Array): number => Math.sqrt(a.reduce((sum, x) => sum + x * x, 0));

/** The largest difference of two arrays of one length; NaN where there is one. */
export function distance(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)));
  return most;
}
