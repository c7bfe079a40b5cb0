import type { Crew, Task } from './crew.ts';
import type { Pointer } from './types.ts';

/** Rows of the trailing matrix to one call. */
const ROWS = 96;

/** Columns of L, in rows of their own: row i of them at `at + 8 i lead`, `depth` entries each. */
export interface Columns {
  readonly at: Pointer;
  readonly lead: number;
  readonly depth: number;
}

/**
 * `A ← A − L Lᵀ` in the lower triangle of the last n − next rows and columns of an n × n float64 matrix at `a`,
 * row-major, for as many rows of L.
 */
export function updateTrailing(crew: Crew, a: Pointer, n: number, next: number, l: Columns): void {
  crew.run('updateTrailingRows', Math.ceil((n - next) / ROWS), [a, n, next, l.at, l.lead, l.depth]);
}

/** The update of some rows. */
export const updateTrailingRows: Task = ({ kernels }, item, args) => {
  const [a, n, next, l, lead, depth] = args as UpdateArgs;
  const first = item * ROWS;
  const rows = Math.min(ROWS, n - next - first);
  const at = a + 8 * ((next + first) * n + next);
  kernels.minusProduct(at, n, l + 8 * first * lead, lead, l, lead, rows, first + rows, depth, first);
};

type UpdateArgs = readonly [a: Pointer, n: number, next: number, l: Pointer, lead: number, depth: number];
