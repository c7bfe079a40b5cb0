import type { Arena } from './arena.ts';
import type { Kernels, Pointer } from './types.ts';

/** Columns of L to one step, and rows of B to one call. */
const BLOCK = 64;

/** Up to so many rows the kernels for one right-hand side are the faster ones. */
const FEW = 4;

/** A factor L: n × n lower triangular float64 at a pointer, row-major with rows `ld` entries apart. */
export interface Factor {
  readonly at: Pointer;
  readonly n: number;
  readonly ld: number;
}

/**
 * `L X = B` for `count` right-hand sides, each a row of n float64 at `b`, one after another: `B ← B L⁻ᵀ`, which
 * is also what CholeskyQR asks. In place. A zero on the diagonal gives infinities, as division does. Backward
 * error per row: `n u |L||x|` (Higham, theorem 8.5).
 */
export function solveLower(kernels: Kernels, { at, n, ld }: Factor, b: Pointer, count: number): void {
  if (count <= FEW) {
    for (let i = 0; i < count; i++) kernels.solveLower(at, ld, b + 8 * i * n, n);
    return;
  }
  for (let i = 0; i < count; i += BLOCK) {
    kernels.solveRight(b + 8 * i * n, n, Math.min(BLOCK, count - i), at, ld, n);
  }
}

/** `Lᵀ X = B`, the right-hand sides as in `solveLower`: `B ← B L⁻¹`. */
export function solveUpper(kernels: Kernels, arena: Arena, l: Factor, b: Pointer, count: number): void {
  const { at, n, ld } = l;
  if (count <= FEW) {
    for (let i = 0; i < count; i++) kernels.solveUpper(at, ld, b + 8 * i * n, n);
    return;
  }
  arena.scope(() => {
    const turned = arena.take(8 * n * BLOCK);
    for (let to = n; to > 0; to -= BLOCK) {
      const from = Math.max(0, to - BLOCK);
      const wide = to - from;
      const solved = b + 8 * from;
      for (let i = 0; i < count; i++) {
        kernels.solveUpper(at + 8 * (from * ld + from), ld, solved + 8 * i * n, wide);
      }
      kernels.transposeRows(at + 8 * from * ld, ld, turned, wide, wide, from);
      kernels.minusProduct(b, n, solved, n, turned, wide, count, from, wide, from);
    }
  });
}

/** `L Lᵀ X = B`, the right-hand sides as in `solveLower`. */
export function solveCholesky(kernels: Kernels, arena: Arena, l: Factor, b: Pointer, count: number): void {
  solveLower(kernels, l, b, count);
  solveUpper(kernels, arena, l, b, count);
}
