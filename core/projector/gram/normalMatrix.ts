import { cholesky } from '#core/kernels/cholesky.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { addGram, mirror } from '#core/kernels/gram.ts';
import { type Panel, rowsOf } from '#core/kernels/panel.ts';
import { type PivotedCholesky, pivotedCholesky } from '#core/kernels/pivotedCholesky.ts';
import { type Factor, solveCholesky } from '#core/kernels/solve.ts';
import type { StoredMatrix } from '#core/kernels/storedMatrix.ts';
import type { Tile } from '#core/kernels/tiles.ts';
import type { Pointer } from '#core/kernels/types.ts';
import { norm2 } from '#core/linalg/norm.ts';
import type { Equilibration } from './equilibration.ts';
import { randomSource } from './randomSource.ts';

/** Hears the fraction done of a step. */
export type OnFraction = (fraction: number) => void;

/** Rows between two reports of progress. */
const STEP = 512;

/** The Gram matrix `D AᵀA D` of a matrix with m columns in the kernels' memory: m × m float64, row-major. */
export interface NormalMatrix {
  readonly at: Pointer;
  readonly n: number;
  /** Its diagonal: 0 for a column of zeros, else in [1, 4). */
  readonly diagonal: Float64Array;
}

/**
 * The Gram matrix of the equilibrated columns at a pointer with room for it, in one pass over the matrix; in full,
 * so that the lower triangle can be factored and read again from the upper one. The tile says in which precision
 * it is summed.
 */
export function normalMatrix(
  crew: Crew,
  matrix: StoredMatrix,
  { scales }: Equilibration,
  tile: Tile,
  at: Pointer,
  onProgress?: OnFraction,
): NormalMatrix {
  const { arena } = crew;
  const { d, m: n, type } = matrix;
  const entries = (): Float64Array => arena.f64(at, n * n);
  entries().fill(0);
  arena.scope(() => {
    const factors = arena.take(8 * n);
    arena.f64(factors, n).set(scales);
    matrix.eachSlab(({ at: from, first, rows }) => {
      const slab: Panel = { from, type, lead: n, transposed: false, rows, columns: n, scales: factors };
      for (let begin = 0; begin < rows; begin += STEP) {
        const end = Math.min(rows, begin + STEP);
        addGram(crew, tile, rowsOf(slab, { first: begin, end }), { at, lead: n });
        onProgress?.((first + end) / d);
      }
    });
  });
  const diagonal = new Float64Array(n);
  const g = entries();
  for (let j = 0; j < n; j++) diagonal[j] = g[j * n + j] as number;
  mirror(g, n);
  return { at, n, diagonal };
}

/** A pivot of an equilibrated column below this part of it says that κ may exceed about 1e5. */
export const LEAST_PIVOT = 1e-10;

/**
 * Factors the lower triangle as `L Lᵀ`; null where a pivot is not above `LEAST_PIVOT` of its column. A column of
 * zeros gets a 1 on the diagonal, and so stays out of every solution.
 */
export function factorNormal(
  crew: Crew,
  { at, n, diagonal }: NormalMatrix,
  onProgress?: OnFraction,
): Factor | null {
  const g = crew.arena.f64(at, n * n);
  for (let j = 0; j < n; j++) if (diagonal[j] === 0) g[j * n + j] = 1;
  const { columns } = cholesky(crew, at, n, { cut: LEAST_PIVOT, ...(onProgress && { onProgress }) });
  return columns === n ? { at, n, ld: n } : null;
}

/** Puts the Gram matrix back below the diagonal, and factors it with pivoting, as far as `LEAST_PIVOT` goes. */
export function factorPivoted(crew: Crew, normal: NormalMatrix, onProgress?: OnFraction): PivotedCholesky {
  restore(crew, normal);
  return pivotedCholesky(crew, normal.at, normal.n, { cut: LEAST_PIVOT, ...(onProgress && { onProgress }) });
}

/** Copies the upper triangle below the diagonal, and the diagonal back. */
export function restore({ arena }: Crew, { at, n, diagonal }: NormalMatrix): void {
  const g = arena.f64(at, n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) g[i * n + j] = g[j * n + i] as number;
    g[i * n + i] = diagonal[i] as number;
  }
}

/** Iterations of the estimate: the ratio of neighbouring eigenvalues to the fourth power is what is left. */
const ITERATIONS = 4;

/**
 * An estimate, from above, of the least eigenvalue of `L Lᵀ` by inverse iteration. Within a small factor unless
 * the starting vector, which is pseudo-random, has next to nothing of its eigenvector.
 */
export function leastEigenvalue(crew: Crew, factor: Factor): number {
  const { arena, kernels } = crew;
  const { n } = factor;
  return arena.scope(() => {
    const xAt = arena.take(8 * n);
    const x = arena.f64(xAt, n);
    const random = randomSource(n);
    for (let i = 0; i < n; i++) x[i] = random();
    let size = Math.sqrt(kernels.dot(xAt, xAt, n));
    let eigenvalue = 0;
    for (let step = 0; step < ITERATIONS; step++) {
      for (let i = 0; i < n; i++) x[i] = (x[i] as number) / size;
      solveCholesky(crew, factor, xAt, 1);
      size = Math.sqrt(kernels.dot(xAt, xAt, n));
      eigenvalue = 1 / size;
    }
    return eigenvalue;
  });
}

/** Iterations of the estimate of the largest singular value. */
const POWER_ITERATIONS = 4;

/**
 * An estimate, from below, of the largest singular value of the unscaled matrix, by power iteration on its Gram
 * matrix: it sets the scale of tolerances, for which a few per cent do.
 */
export function largestSingularValue({ arena }: Crew, normal: NormalMatrix, scales: Float64Array): number {
  const { at, n, diagonal } = normal;
  const g = arena.f64(at, n * n);
  let x = Float64Array.from(scales, (scale, j) => Math.sqrt(diagonal[j] as number) / scale);
  let value = 0;
  for (let step = 0; step < POWER_ITERATIONS; step++) {
    const size = norm2(x);
    if (size === 0) return 0;
    for (let j = 0; j < n; j++) x[j] = (x[j] as number) / (size * (scales[j] as number));
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const own = x[i] as number;
      let sum = (diagonal[i] as number) * own;
      for (let j = i + 1; j < n; j++) {
        const entry = g[i * n + j] as number;
        sum += entry * (x[j] as number);
        y[j] = (y[j] as number) + entry * own;
      }
      y[i] = (y[i] as number) + sum;
    }
    for (let j = 0; j < n; j++) y[j] = (y[j] as number) / (scales[j] as number);
    value = Math.sqrt(norm2(y));
    x = y;
  }
  return value;
}
