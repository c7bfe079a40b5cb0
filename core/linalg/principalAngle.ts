import { norm2 } from './norm.ts';
import { UNIT_ROUNDOFF } from './rounding.ts';

const MOST_SWEEPS = 40;

/**
 * The largest principal angle (radians) of a subspace with orthonormal rows `B = C + S` to the subspace that
 * holds the rows of `C` and is orthogonal to those of `S`: `C` and `S` are the two parts, k rows each, and
 * are overwritten. One-sided Jacobi (Hestenes) turns the rows of `C` until they are orthogonal to working
 * precision, and those of `S` with them; row i then holds the cosine and the sine of one principal angle, so
 * that small and large angles alike come out to full precision. 0 for no rows.
 */
export function largestPrincipalAngle(C: readonly Float64Array[], S: readonly Float64Array[]): number {
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < C.length; p++) {
      for (let q = p + 1; q < C.length; q++) turned = orthogonalise(C, S, p, q) || turned;
    }
    if (!turned) break;
  }
  let largest = 0;
  for (let i = 0; i < C.length; i++) {
    const angle = Math.atan2(norm2(S[i] as Float64Array), norm2(C[i] as Float64Array));
    if (angle > largest) largest = angle;
  }
  return largest;
}

/** Makes rows p and q of `C` orthogonal, turning those of `S` alike; false where they already are. */
function orthogonalise(
  C: readonly Float64Array[],
  S: readonly Float64Array[],
  p: number,
  q: number,
): boolean {
  const x = C[p] as Float64Array;
  const y = C[q] as Float64Array;
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
  if (Math.abs(xy) <= 4 * UNIT_ROUNDOFF * Math.max(Math.sqrt(xx) * Math.sqrt(yy), UNIT_ROUNDOFF))
    return false;
  const zeta = (yy - xx) / (2 * xy);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  turn(x, y, c, c * t);
  turn(S[p] as Float64Array, S[q] as Float64Array, c, c * t);
  return true;
}

function turn(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let i = 0; i < x.length; i++) {
    const a = x[i] as number;
    const b = y[i] as number;
    x[i] = c * a - s * b;
    y[i] = s * a + c * b;
  }
}
