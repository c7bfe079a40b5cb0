import { zeros } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { SAFETY, UNIT_ROUNDOFF } from '#core/linalg/rounding.ts';
import { spanError } from './errorBound.ts';
import { type HouseholderQr, orthonormalRows, residualsOf, triangleOf } from './householderQr.ts';
import { addScaledAt, dotAt, normAt } from './kernels.ts';
import { type Onto, split } from './onto.ts';
import { type ColumnFactor, refine } from './refinement.ts';
import { smoothBases } from './smoothBases.ts';
import type { Parts } from './types.ts';

/**
 * Besides the rounding of `v − r`: a vector that was put into the space, normalised and stored in float64 is off by a
 * few roundings, and is to count as in it.
 */
const ROUNDED = 16;

/** An error beyond this, of what the basis alone gives, is worth refining. */
const REFINED_ABOVE = 1e-14;

/**
 * Onto the span of the first `rank` columns that a pivoted QR took, `0 < rank < d`: by its orthonormal basis or, where
 * the columns are so ill-conditioned that this is off by more than rounding, refined by the columns themselves.
 *
 * @param columns all columns of the (scaled) matrix in their own order, d entries each.
 */
export function spanProjector(columns: Float64Array, qr: HouseholderQr, rank: number): Onto {
  const { d } = qr;
  const Q = orthonormalRows(qr, rank);
  const R = triangleOf(qr, rank);
  const kept = new Float64Array(rank * d);
  for (let i = 0; i < rank; i++) {
    const at = (qr.order[i] as number) * d;
    kept.set(columns.subarray(at, at + d), i * d);
  }
  const { bound, inverse } = spanError(kept, Q, R, rank, d);
  const factor: ColumnFactor | null =
    inverse && bound > REFINED_ABOVE
      ? { columns: kept, R, rank, d, inverseRows: inverse.rows, orthonormality: inverse.orthonormality }
      : null;
  return {
    method: factor ? 'pivoted QR, refined' : 'pivoted QR',
    errorBound: bound,
    leak: residualsOf(qr, rank),
    parts: (v) => {
      const parts = split(v, Q, rank, bound);
      const better = factor && refinedParts(v, factor);
      return better && better.bound < parts.bound ? better : parts;
    },
    subspaces: () => smoothBases(d, factor ? refinedBasis(Q, factor) : Q, columnsInOrder(columns, qr, rank)),
  };
}

function refinedParts(v: readonly number[], factor: ColumnFactor): Parts {
  const { rest, bound } = refine(v, factor);
  const row = zeros(v.length);
  const nul = zeros(v.length);
  for (let i = 0; i < v.length; i++) {
    row[i] = (v[i] as number) - (rest[i] as number);
    nul[i] = rest[i] as number;
  }
  return { row, null: nul, bound: SAFETY * (bound + ROUNDED * UNIT_ROUNDOFF * norm2(v)) };
}

/** The basis with what each of its vectors has outside the span taken away: what is drawn on it is then in the space. */
function refinedBasis(Q: Float64Array, factor: ColumnFactor): Float64Array {
  const { rank, d } = factor;
  const basis = Q.slice();
  for (let i = 0; i < rank; i++) {
    const { rest } = refine(Array.from(Q.subarray(i * d, (i + 1) * d)), factor);
    addScaledAt(basis, i * d, -1, rest, 0, d);
    for (let k = 0; k < i; k++)
      addScaledAt(basis, i * d, -dotAt(basis, k * d, basis, i * d, d), basis, k * d, d);
    const size = normAt(basis, i * d, d);
    for (let at = i * d; at < (i + 1) * d; at++) basis[at] = (basis[at] as number) / size;
  }
  return basis;
}

/** The columns that span the space, in their order in `W`. */
export function columnsInOrder(
  columns: Float64Array,
  { d, order }: HouseholderQr,
  rank: number,
): Float64Array[] {
  const kept = Array.from(order.subarray(0, rank)).sort((i, j) => i - j);
  return kept.map((j) => columns.slice(j * d, (j + 1) * d));
}
