import type { CholeskyOptions } from './cholesky.ts';
import type { Crew } from './crew.ts';
import { updateTrailing } from './trailingUpdate.ts';
import type { Pointer } from './types.ts';

/** Columns that are gathered before the trailing matrix is updated by all of them at once. */
const BLOCK = 64;

/** How far a pivoted factorisation came, and in which order. */
export interface PivotedCholesky {
  /** The number of pivots above the cut. */
  readonly rank: number;
  /** The rows of A in the order of L: all n, the pivots first. */
  readonly order: Int32Array;
}

/**
 * `A[order, order] = L Lᵀ` in place, by the largest pivot, until that is not above `cut` (default 0) times
 * the largest diagonal entry. L is n × rank: the first `rank` columns of the lower triangle at `a` (n × n
 * float64, row-major); what stands right of them has no meaning. Throws for a NaN. Blocked as LAPACK's dpstrf.
 */
export function pivotedCholesky(
  crew: Crew,
  a: Pointer,
  n: number,
  { cut = 0, onProgress }: CholeskyOptions = {},
): PivotedCholesky {
  const { kernels, arena } = crew;
  return arena.scope(() => {
    const at = (i: number, j: number): Pointer => a + 8 * (i * n + j);
    const diagonalAt = arena.take(8 * n);
    const panelAt = arena.take(8 * n * BLOCK);
    const diagonal = arena.f64(diagonalAt, n);
    const panel = arena.f64(panelAt, n * BLOCK);
    const order = Int32Array.from({ length: n }, (_, i) => i);

    const readDiagonal = (from: number): number => {
      for (let i = from; i < n; i++) diagonal[i] = arena.f64(at(i, i), 1)[0] as number;
      return largest(diagonal, from);
    };
    const swap = (p: number, q: number): void => {
      if (p === q) return;
      kernels.swapSymmetric(a, n, n, p, q);
      exchange(order, p, q, 1);
      exchange(diagonal, p, q, 1);
      exchange(panel, p, q, BLOCK);
    };
    /** Writes the gathered columns into A, from column `from` on. */
    const close = (from: number, depth: number): void => {
      for (let i = from; i < from + depth; i++) {
        kernels.copyRows(panelAt + 8 * i * BLOCK, BLOCK, at(i, from), n, 1, i - from + 1);
      }
      const next = from + depth;
      kernels.copyRows(panelAt + 8 * next * BLOCK, BLOCK, at(next, from), n, n - next, depth);
    };

    let candidate = readDiagonal(0);
    const least = n > 0 ? cut * (diagonal[candidate] as number) : 0;
    for (let from = 0; from < n; from += BLOCK) {
      for (let depth = 0; depth < Math.min(BLOCK, n - from); depth++) {
        const column = from + depth;
        const pivot = diagonal[candidate] as number;
        if (Number.isNaN(pivot)) throw new Error('The matrix holds an entry that is not a number.');
        if (!(pivot > 0 && pivot > least)) {
          close(from, depth);
          return { rank: column, order };
        }
        swap(column, candidate);
        candidate = kernels.pivotColumn(a, n, panelAt, BLOCK, diagonalAt, n, column, depth);
      }
      const next = Math.min(from + BLOCK, n);
      close(from, next - from);
      updateTrailing(crew, a, n, next, { at: panelAt + 8 * next * BLOCK, lead: BLOCK, depth: BLOCK });
      candidate = readDiagonal(next);
      onProgress?.(1 - (1 - next / n) ** 3);
    }
    return { rank: n, order };
  });
}

/** Where the largest entry is from an index on: at the first NaN, if there is one. */
function largest(x: Float64Array, from: number): number {
  let most = from;
  for (let i = from; i < x.length; i++) {
    const value = x[i] as number;
    if (Number.isNaN(value)) return i;
    if (value > (x[most] as number)) most = i;
  }
  return most;
}

/** Swaps entries p and q, each `width` numbers long. */
function exchange(x: Float64Array | Int32Array, p: number, q: number, width: number): void {
  const kept = x.slice(p * width, (p + 1) * width);
  x.copyWithin(p * width, q * width, (q + 1) * width);
  x.set(kept, q * width);
}
