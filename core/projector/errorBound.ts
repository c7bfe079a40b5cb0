import { SAFETY, UNIT_ROUNDOFF } from '#core/linalg/rounding.ts';
import { addScaledAt, dotAt, dotSteps, normAt } from './kernels.ts';

/** The basis is orthonormal to far better than this; it stands for `1 − σ_min(Q̂)` below. */
const ORTHONORMALITY = 0.01;

/** How far the span of a computed basis can be from that of the columns, and what that was computed from. */
export interface SpanError {
  /** A bound on `‖P̂ − P‖₂`, between 0 and 1. */
  readonly bound: number;
  /** Bounds on the 2-norms of the rows of `R⁻¹`, and below on the least singular value of `W₁ R⁻¹`; null: unknown. */
  readonly inverse: { readonly rows: Float64Array; readonly orthonormality: number } | null;
}

/**
 * A bound on `‖P̂ − P‖₂` for the projector on the rows of `Q` (rank × d), measured from the factors.
 *
 * With `W₁` the columns kept and `E = W₁ − Q̂ R̂`, the matrix `Z = W₁ R̂⁻¹ = Q̂ + E R̂⁻¹` spans the column
 * space exactly. So `‖N Q̂‖ ≤ φ` and `‖P n‖ ≤ (‖Q̂ᵀ n‖ + φ‖n‖) / σ_min(Z)` for any n, with
 * `φ = Σ_j ‖E_j‖ ρ_j ≥ ‖E R̂⁻¹‖₂` and `ρ_j` the norm of row j of `R̂⁻¹`. `φ` does not change when columns
 * are rescaled: graded columns cost nothing. `E` is computed, with a bound on the rounding of computing
 * it; `ρ` is taken from the computed inverse `X`, whose residual `‖R̂X − I‖ ≤ γ_r Σ ‖R̂_j‖ ρ̂_j` is small.
 * Where either is too large to say anything, the bound is 1, which always holds.
 *
 * @param columns the columns kept of the (scaled) matrix, contiguous, d entries each, in their order in R.
 */
export function spanError(
  columns: Float64Array,
  Q: Float64Array,
  R: Float64Array,
  rank: number,
  d: number,
): SpanError {
  const rho = inverseRowNorms(R, rank);
  let condition = 0;
  for (let j = 0; j < rank; j++) condition += normAt(R, j * rank, j + 1) * (rho[j] as number);
  const inverseError = 2 * rank * UNIT_ROUNDOFF * condition;
  if (!(inverseError < 0.25)) return UNKNOWN;
  let phi = 0;
  for (let j = 0; j < rank; j++) {
    const residual = residualNorm(columns, j * d, Q, R, j, rank, d);
    phi += (residual * (rho[j] as number)) / (1 - inverseError);
  }
  if (!(phi < 0.25)) return UNKNOWN;
  const rounding = applicationError(rank, d);
  const orthonormality = 1 - ORTHONORMALITY - phi;
  const bound = phi + rounding.row + (phi + rounding.overlap) / orthonormality;
  return {
    bound: Math.min(1, SAFETY * bound),
    inverse: { rows: rho.map((norm) => norm / (1 - inverseError)), orthonormality },
  };
}

const UNKNOWN: SpanError = { bound: 1, inverse: null };

/**
 * What computing `v P̂` in two passes adds, relative to ‖v‖: the error of the two parts as sums (`row`), and
 * the overlap `‖Q̂ᵀ n‖` that the second pass leaves.
 */
export function applicationError(rank: number, d: number): { row: number; overlap: number } {
  const terms = rank + Math.sqrt(rank);
  return {
    row: (terms + 5) * UNIT_ROUNDOFF,
    overlap: (2 * Math.sqrt(rank) * dotSteps(d) + 3) * UNIT_ROUNDOFF,
  };
}

/** The 2-norms of the rows of `R⁻¹`, by back substitution column after column. */
function inverseRowNorms(R: Float64Array, rank: number): Float64Array {
  const squares = new Float64Array(rank);
  const rows = new Float64Array(rank * rank);
  for (let j = 0; j < rank; j++) {
    for (let i = 0; i <= j; i++) rows[i * rank + j] = R[j * rank + i] as number;
  }
  const x = new Float64Array(rank);
  for (let j = 0; j < rank; j++) {
    for (let i = j; i >= 0; i--) {
      const known = dotAt(rows, i * rank + i + 1, x, i + 1, j - i);
      x[i] = ((i === j ? 1 : 0) - known) / (rows[i * rank + i] as number);
      squares[i] = (squares[i] as number) + (x[i] as number) ** 2;
    }
  }
  return squares.map((s) => SAFETY * Math.sqrt(s));
}

/** A bound on `‖w_j − Q̂ R̂_j‖₂`: the residual as computed, and the rounding of computing it. */
function residualNorm(
  columns: Float64Array,
  at: number,
  Q: Float64Array,
  R: Float64Array,
  j: number,
  rank: number,
  d: number,
): number {
  const rest = columns.slice(at, at + d);
  // Subtracting `R_ij q_i` rounds by u|R_ij| and by u times what is left: the tail of column j of R.
  let tail = 0;
  let rounding = 0;
  for (let i = j; i >= 0; i--) {
    const entry = Math.abs(R[j * rank + i] as number);
    rounding += entry + tail;
    tail = Math.hypot(tail, entry);
  }
  for (let i = 0; i <= j; i++) addScaledAt(rest, 0, -(R[j * rank + i] as number), Q, i * d, d);
  const measured = normAt(rest, 0, d);
  return SAFETY * ((1 + (j + 2) * UNIT_ROUNDOFF) * measured + 1.02 * UNIT_ROUNDOFF * rounding);
}
