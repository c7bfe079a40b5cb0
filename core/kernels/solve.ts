import type { Crew, Task } from './crew.ts';
import type { Pointer } from './types.ts';

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
export function solveLower(crew: Crew, { at, n, ld }: Factor, b: Pointer, count: number): void {
  if (count <= FEW) {
    for (let i = 0; i < count; i++) crew.kernels.solveLower(at, ld, b + 8 * i * n, n);
    return;
  }
  crew.run('solveLowerRows', Math.ceil(count / BLOCK), [at, n, ld, b, count]);
}

/** `Lᵀ X = B`, the right-hand sides as in `solveLower`: `B ← B L⁻¹`. */
export function solveUpper(crew: Crew, { at, n, ld }: Factor, b: Pointer, count: number): void {
  const { kernels, arena } = crew;
  if (count <= FEW) {
    for (let i = 0; i < count; i++) kernels.solveUpper(at, ld, b + 8 * i * n, n);
    return;
  }
  arena.scope(() => {
    const turned = arena.take(8 * n * BLOCK);
    for (let to = n; to > 0; to -= BLOCK) {
      const from = Math.max(0, to - BLOCK);
      const wide = to - from;
      kernels.transposeRows(at + 8 * from * ld, ld, turned, wide, wide, from);
      const rows = Math.ceil(count / BLOCK);
      crew.run('solveUpperRows', rows, [at, n, ld, b, count, from, wide, turned]);
    }
  });
}

/** `L Lᵀ X = B`, the right-hand sides as in `solveLower`. */
export function solveCholesky(crew: Crew, l: Factor, b: Pointer, count: number): void {
  solveLower(crew, l, b, count);
  solveUpper(crew, l, b, count);
}

/** `L X = B` for some rows of B. */
export const solveLowerRows: Task = ({ kernels }, item, args) => {
  const [at, n, ld, b, count] = args as SolveArgs;
  const first = item * BLOCK;
  kernels.solveRight(b + 8 * first * n, n, Math.min(BLOCK, count - first), at, ld, n);
};

/** A step of `Lᵀ X = B` for some rows of B: columns `from`, …, `from + wide − 1`, of which L's rows are `turned`. */
export const solveUpperRows: Task = ({ kernels }, item, args) => {
  const [at, n, ld, b, count, from, wide, turned] = args as StepArgs;
  const rows = Math.min(BLOCK, count - item * BLOCK);
  const own = b + 8 * item * BLOCK * n;
  const solved = own + 8 * from;
  for (let i = 0; i < rows; i++) {
    kernels.solveUpper(at + 8 * (from * ld + from), ld, solved + 8 * i * n, wide);
  }
  kernels.minusProduct(own, n, solved, n, turned, wide, rows, from, wide, from);
};

type SolveArgs = readonly [at: Pointer, n: number, ld: number, b: Pointer, count: number];
type StepArgs = readonly [...SolveArgs, from: number, wide: number, turned: Pointer];
