import { UNIT_ROUNDOFF } from '#core/linalg/rounding.ts';
import { applicationError } from './errorBound.ts';
import { type HouseholderQr, orthonormalRows } from './householderQr.ts';
import { addScaledAt } from './kernels.ts';
import { type Onto, split } from './onto.ts';
import { decompositionError, triangleSvd } from './singularValues.ts';
import { smoothBases } from './smoothBases.ts';
import { columnsInOrder } from './span.ts';

/**
 * Onto the left singular vectors of the `rank` largest singular values, `0 < rank < d`. The error is that of the
 * decomposition over the gap to the next value (Wedin 1972): without a gap the space is not determined.
 *
 * @param columns all columns of the (scaled) matrix in their own order, d entries each.
 */
export function dominantProjector(columns: Float64Array, qr: HouseholderQr, rank: number): Onto {
  const { d, m, steps, order } = qr;
  const { values, rows, left } = triangleSvd(qr);
  const Q = orthonormalRows(qr, steps);
  const basis = new Float64Array(rank * d);
  for (let s = 0; s < rank; s++) {
    const u = left[s] as Float64Array;
    for (let i = 0; i < steps; i++) addScaledAt(basis, s * d, u[i] as number, Q, i * d, d);
  }
  const error = decompositionError(qr);
  const gap = (values[rank - 1] as number) - (values[rank] ?? 0) - 2 * error;
  const rounding = applicationError(rank, d);
  // Each basis vector is a sum of orthonormal ones, turned in every sweep.
  const skew = 20 * steps * UNIT_ROUNDOFF * Math.sqrt(rank);
  const bound = gap > 0 ? (2 * error) / gap + rounding.row + rounding.overlap + skew : 1;
  const leak = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    let square = 0;
    for (let s = rank; s < rows.length; s++) square += ((rows[s] as Float64Array)[j] as number) ** 2;
    leak[order[j] as number] = Math.sqrt(square);
  }
  return {
    method: 'pivoted QR and Jacobi’s singular value decomposition',
    errorBound: Math.min(1, bound),
    leak,
    parts: (v) => split(v, basis, rank, Math.min(1, bound)),
    subspaces: () => smoothBases(d, basis, columnsInOrder(columns, qr, rank)),
  };
}
