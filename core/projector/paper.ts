import { applicationError } from './errorBound.ts';
import { householderQr, orthonormalRows } from './householderQr.ts';
import { addScaledAt, dotAt, normAt } from './kernels.ts';
import { type Onto, split, trivialProjector } from './onto.ts';
import { smoothBases } from './smoothBases.ts';

/**
 * Onto what the reference notebook (pyvene's “DAS illusion exploration”, after Makelov et al.) calls the row space: all
 * min(d, m) columns of Q of an unpivoted Householder QR, here in float64. For independent columns that is their span.
 * For dependent ones Q holds columns that rounding noise chose, or, for a column of zeros, the order of the columns;
 * the number that comes of it is the notebook's own, and its bound is with respect to the Q that was computed.
 *
 * @param columns the columns of the (scaled) matrix in their own order, d entries each.
 */
export function paperProjector(
  columns: Float64Array,
  d: number,
  m: number,
  onStep?: (fraction: number) => void,
): Onto {
  const rank = Math.min(d, m);
  const method = 'unpivoted QR, every column of Q';
  if (rank === d) return { method, leak: new Float64Array(m), ...trivialProjector(d, true) };
  const Q = orthonormalRows(householderQr(columns.slice(), d, m, { pivoting: false, onStep }), rank);
  const { row, overlap } = applicationError(rank, d);
  return {
    method,
    errorBound: row + overlap,
    leak: Float64Array.from({ length: m }, (_, j) => outside(columns, j * d, Q, rank, d)),
    parts: (v) => split(v, Q, rank, row + overlap),
    subspaces: () => smoothBases(d, Q, rowsAsGuides(Q, rank, d)),
  };
}

/** The norm of what a column has outside the span of the rows of Q. */
function outside(columns: Float64Array, at: number, Q: Float64Array, rank: number, d: number): number {
  const rest = columns.slice(at, at + d);
  for (let i = 0; i < rank; i++) addScaledAt(rest, 0, -dotAt(Q, i * d, rest, 0, d), Q, i * d, d);
  return normAt(rest, 0, d);
}

/** The basis guides itself: columns of zeros could not. */
const rowsAsGuides = (Q: Float64Array, rank: number, d: number): Float64Array[] =>
  Array.from({ length: rank }, (_, i) => Q.slice(i * d, (i + 1) * d));
