import { orthogonaliseRows } from './jacobi.ts';
import { norm2 } from './norm.ts';

/**
 * The largest principal angle (radians) of a subspace with orthonormal rows `B = C + S` to the subspace that
 * holds the rows of `C` and is orthogonal to those of `S`: `C` and `S` are the two parts, k rows each, and
 * are overwritten. The sines of the angles are the singular values of `S`, the cosines those of `C`; a small
 * angle is read from its sine and a large one from its cosine (Björck and Golub 1973), so that both come out
 * to full precision. 0 for no rows.
 */
export function largestPrincipalAngle(C: readonly Float64Array[], S: readonly Float64Array[]): number {
  const sine = Math.max(0, ...singularValues(S));
  if (2 * sine * sine < 1) return Math.asin(sine);
  return Math.acos(Math.min(1, ...singularValues(C)));
}

/** The singular values of a matrix, unsorted; its rows are overwritten. */
function singularValues(rows: readonly Float64Array[]): number[] {
  orthogonaliseRows(rows);
  return rows.map(norm2);
}
