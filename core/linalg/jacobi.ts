import { UNIT_ROUNDOFF } from './rounding.ts';

const MOST_SWEEPS = 40;

/**
 * Turns the rows of a matrix until they are orthogonal to each other (one-sided Jacobi: Hestenes; de Rijk's order is
 * not needed for rows that come from a pivoted decomposition). Their norms are then its singular values, with small
 * relative errors also where rows are of very different sizes (Demmel and Veselić 1992). `companions`, where given,
 * are turned along: rows of the identity become the left singular vectors. `onSweep` hears the number of each sweep.
 */
export function orthogonaliseRows(
  rows: readonly Float64Array[],
  companions: readonly Float64Array[] | null = null,
  onSweep?: (sweep: number) => void,
): void {
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    onSweep?.(sweep);
    let turned = false;
    for (let p = 0; p < rows.length; p++) {
      for (let q = p + 1; q < rows.length; q++) {
        const angle = angleOf(rows[p] as Float64Array, rows[q] as Float64Array);
        if (!angle) continue;
        turned = true;
        turn(rows[p] as Float64Array, rows[q] as Float64Array, angle);
        if (companions) turn(companions[p] as Float64Array, companions[q] as Float64Array, angle);
      }
    }
    if (!turned) return;
  }
}

/** Cosine and sine of a turn. */
interface Angle {
  readonly c: number;
  readonly s: number;
}

/** The turn that makes two vectors orthogonal; null where they are already. */
function angleOf(x: Float64Array, y: Float64Array): Angle | null {
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
  if (Math.abs(xy) <= 4 * UNIT_ROUNDOFF * Math.sqrt(xx) * Math.sqrt(yy)) return null;
  const zeta = (yy - xx) / (2 * xy);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  return { c, s: c * t };
}

function turn(x: Float64Array, y: Float64Array, { c, s }: Angle): void {
  for (let i = 0; i < x.length; i++) {
    const a = x[i] as number;
    const b = y[i] as number;
    x[i] = c * a - s * b;
    y[i] = s * a + c * b;
  }
}
