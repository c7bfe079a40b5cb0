import type { Crew, Task } from './crew.ts';
import { updateTrailing } from './trailingUpdate.ts';
import type { Pointer } from './types.ts';

/** Columns of a block: wide enough for the products, and small enough that its own factor costs little. */
const BLOCK = 64;

/** Rows below a block that are solved at a time. */
const ROWS = 64;

/** Which pivots to refuse, and who hears how far it is. */
export interface CholeskyOptions {
  /** A pivot has to exceed this part of its diagonal entry. 0 where it is left out: positive pivots. */
  readonly cut?: number;
  /** Hears the fraction done after every block. What it throws ends the factorisation. */
  readonly onProgress?: (fraction: number) => void;
}

/** How far a factorisation came. */
export interface Cholesky {
  /** How many columns of L there are: n, or the index of the pivot that is not above the cut. */
  readonly columns: number;
  /** The least pivot relative to its diagonal entry, the refused one too. 1 for n = 0, NaN for a NaN. */
  readonly leastPivot: number;
}

/**
 * `A = L Lᵀ` in place, for the lower triangle of a symmetric n × n float64 matrix at `a`, row-major; the
 * entries above the diagonal are left alone. Where a pivot is refused the columns from its block on are half
 * done. A pivot of NaN is refused. Right-looking, as LAPACK's dpotrf; error bound: Higham, theorem 10.3.
 */
export function cholesky(
  crew: Crew,
  a: Pointer,
  n: number,
  { cut = 0, onProgress }: CholeskyOptions = {},
): Cholesky {
  const { kernels, arena } = crew;
  return arena.scope(() => {
    const at = (i: number, j: number): Pointer => a + 8 * (i * n + j);
    const diagonalAt = arena.take(8 * n);
    const panel = arena.take(8 * n * BLOCK);
    const diagonal = arena.f64(diagonalAt, n);
    const pivot = (i: number): number => arena.f64(at(i, i), 1)[0] as number;
    for (let i = 0; i < n; i++) diagonal[i] = pivot(i);
    let columns = 0;
    for (let from = 0; from < n && columns === from; from += BLOCK) {
      const wide = Math.min(BLOCK, n - from);
      columns += kernels.choleskyBlock(at(from, from), n, wide, diagonalAt + 8 * from, cut);
      const next = from + wide;
      if (columns < next) break;
      crew.run('solveBelow', Math.ceil((n - next) / ROWS), [at(from, from), n, n - next, wide, panel]);
      updateTrailing(crew, a, n, next, { at: panel, lead: wide, depth: wide });
      onProgress?.(1 - (1 - next / n) ** 3);
    }
    let leastPivot = 1;
    for (let i = 0; i < Math.min(columns + 1, n); i++) {
      const ratio = (i < columns ? pivot(i) ** 2 : pivot(i)) / (diagonal[i] as number);
      leastPivot = Math.min(leastPivot, ratio);
    }
    return { columns, leastPivot };
  });
}

/** Some rows of L below a factored block at `block`, and a compact copy of them in `panel`. */
export const solveBelow: Task = ({ kernels }, item, args) => {
  const [block, n, below, wide, panel] = args as BelowArgs;
  const first = item * ROWS;
  const rows = Math.min(ROWS, below - first);
  const at = block + 8 * (wide + first) * n;
  kernels.solveRight(at, n, rows, block, n, wide);
  // Rows a power of 2 apart would evict each other from the cache, in the products to come.
  kernels.copyRows(at, n, panel + 8 * first * wide, wide, rows, wide);
};

type BelowArgs = readonly [block: Pointer, n: number, below: number, wide: number, panel: Pointer];
