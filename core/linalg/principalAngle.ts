import { norm2 } from './norm.ts';
import { UNIT_ROUNDOFF } from './rounding.ts';

const MOST_SWEEPS = 40;

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

/** The singular values of a matrix, unsorted, by one-sided Jacobi on its rows (Hestenes), which are overwritten. */
function singularValues(rows: readonly Float64Array[]): number[] {
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < rows.length; p++) {
      for (let q = p + 1; q < rows.length; q++) {
        turned = orthogonalise(rows[p] as Float64Array, rows[q] as Float64Array) || turned;
      }
    }
    if (!turned) break;
  }
  return rows.map(norm2);
}

/** Turns two rows in their plane until they are orthogonal; false where they already are. */
function orthogonalise(x: Float64Array, y: Float64Array): boolean {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const a = x[i] as number;
    const b = y[i] as number;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  if (Math.abs(xy) <= 4 * UNIT_ROUNDOFF * Math.sqrt(xx) * Math.sqrt(yy)) return false;
  const zeta = (yy - xx) / (2 * xy);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  const s = c * t;
  for (let i = 0; i < x.length; i++) {
    const a = x[i] as number;
    const b = y[i] as number;
    x[i] = c * a - s * b;
    y[i] = s * a + c * b;
  }
  return true;
}
