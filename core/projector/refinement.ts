import { addProduct, dotDouble } from '#core/linalg/doubleDouble.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { SAFETY, UNIT_ROUNDOFF } from '#core/linalg/rounding.ts';
import { dotAt, normAt } from './kernels.ts';

/** A factor of the columns that span a space, and how good it is. */
export interface ColumnFactor {
  /** The columns, rank × d, one after another. */
  readonly columns: Float64Array;
  /** `R` with `W₁ ≈ Q R`, upper triangular; column j is contiguous: entry (i, j) is `R[j * rank + i]`. */
  readonly R: Float64Array;
  readonly rank: number;
  readonly d: number;
  /** Bounds on the 2-norms of the rows of `R⁻¹`, length rank. */
  readonly inverseRows: Float64Array;
  /** A lower bound on the least singular value of `W₁ R⁻¹`: about 1. */
  readonly orthonormality: number;
}

/** What is left of a vector outside the columns' span, with a bound on its error. */
export interface Refined {
  readonly rest: Float64Array;
  readonly bound: number;
}

/** Each step contracts by about `u κ`: so many settle whatever settles at all. */
const MOST_STEPS = 6;

/**
 * `v N` for the span of the columns, by corrected seminormal equations with residuals in double-double arithmetic
 * (Björck 1987): `r ← r − W₁ z`, `Rᵀ R z = W₁ᵀ r`, from r = v. However ill-conditioned the columns are, r is right to
 * working precision but for its part in their span, and `‖P r‖ = ‖(W₁ R⁻¹)⁺ᵀ R⁻ᵀ W₁ᵀ r‖ ≤ ‖R⁻ᵀ W₁ᵀ r‖ / σ_min(W₁ R⁻¹)`
 * bounds that. Entries are of a scale at which products neither over- nor underflow.
 */
export function refine(v: readonly number[], factor: ColumnFactor): Refined {
  const { d } = factor;
  let rest = Float64Array.from(v);
  let { energy, z } = correction(rest, factor);
  // What rounding each r to float64 adds outside the span, where no later residual sees it.
  let rounding = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = Float64Array.from({ length: d }, (_, i) => entryLess(rest, i, factor, z));
    const after = correction(next, factor);
    if (!(after.energy < energy)) break;
    const settled = after.energy > energy / 4 && step > 0;
    rounding += UNIT_ROUNDOFF * norm2(next) + productRounding(factor, z);
    rest = next;
    ({ energy, z } = after);
    if (settled) break;
  }
  return { rest, bound: SAFETY * (energy / factor.orthonormality + rounding) };
}

/** `r_i − (W₁ z)_i`, rounded once. */
function entryLess(r: Float64Array, i: number, { columns, rank, d }: ColumnFactor, z: Float64Array): number {
  const sum = { high: r[i] as number, low: 0 };
  for (let j = 0; j < rank; j++) addProduct(sum, -(columns[j * d + i] as number), z[j] as number);
  return sum.high + sum.low;
}

/** A bound on what the double-double sums of `W₁ z` lose. */
function productRounding({ columns, rank, d }: ColumnFactor, z: Float64Array): number {
  let size = 0;
  for (let j = 0; j < rank; j++) size += Math.abs(z[j] as number) * normAt(columns, j * d, d);
  return 2 * (rank + 1) ** 2 * UNIT_ROUNDOFF ** 2 * size;
}

/** `z = R⁻¹ R⁻ᵀ W₁ᵀ r`, and a bound on `‖R⁻ᵀ W₁ᵀ r‖` in exact arithmetic. */
function correction(
  r: Float64Array,
  { columns, R, rank, d, inverseRows }: ColumnFactor,
): { readonly energy: number; readonly z: Float64Array } {
  const y = new Float64Array(rank);
  const size = norm2(r);
  let error = 0;
  for (let j = 0; j < rank; j++) {
    const s = dotDouble(columns, j * d, r, 0, d);
    const known = dotAt(R, j * rank, y, 0, j);
    y[j] = (s - known) / (R[j * rank + j] as number);
    // The rounding of s and of the substitution, as it comes back through R⁻ᵀ.
    let absolute = Math.abs(s);
    for (let i = 0; i <= j; i++)
      absolute += (j + 3) * Math.abs((R[j * rank + i] as number) * (y[i] as number));
    const lost = 2 * d * d * UNIT_ROUNDOFF * normAt(columns, j * d, d) * size;
    error += UNIT_ROUNDOFF * (absolute + lost) * (inverseRows[j] as number);
  }
  const z = y.slice();
  for (let j = rank - 1; j >= 0; j--) {
    const value = (z[j] as number) / (R[j * rank + j] as number);
    z[j] = value;
    for (let i = 0; i < j; i++) z[i] = (z[i] as number) - value * (R[j * rank + i] as number);
  }
  return { energy: SAFETY * (norm2(y) + error), z };
}
