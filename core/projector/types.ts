import type { Matrix } from '#core/linalg/matrix.ts';

/** A vector cut in two by a projector, with a bound on the error of either part in the 2-norm. */
export interface Parts {
  /** `v P`, what the layer reads, length d. */
  readonly row: number[];
  /** `v N = v − v P`, what it cannot see, length d. */
  readonly null: number[];
  readonly bound: number;
}

/** Orthonormal bases, as rows, of the column space (r × d) and of its orthogonal complement (d − r × d). */
export interface Subspaces {
  readonly column: readonly (readonly number[])[];
  readonly null: readonly (readonly number[])[];
}

/**
 * The orthogonal projector `P` on the column space of a d × m matrix `W`, never formed as a d × d matrix.
 *
 * Where the rank rule counts columns of `W` as dependent although they are not quite, `P` projects on the
 * span of the `rank` columns it kept; `leak` then says what of `W` is outside of it.
 */
export interface Projector {
  readonly d: number;
  readonly rank: number;
  /** The tolerance used, relative to the largest pivot. */
  readonly tolerance: number;
  /** How it was computed, for people. */
  readonly method: string;
  /** `‖P̂ − P‖₂` is at most this, so `‖v P̂ − v P‖ ≤ errorBound ‖v‖`. Between 0 and 1. */
  readonly errorBound: number;
  /** The least pivot that counted and the largest that did not, relative to the largest pivot. */
  readonly leastKept: number;
  readonly largestDropped: number;
  /** `‖N w_j‖` for every column of `W`, length m, in the units of `W`: rounding noise unless the rule cuts. */
  readonly leak: Float64Array;
  /** `v P`, length d. */
  applyRow(v: readonly number[]): number[];
  /** Both parts. `row + null = v` to rounding; exactly `v` and 0 at full rank, exactly 0 and `v` at rank 0. */
  parts(v: readonly number[]): Parts;
  /** An orthonormal basis of the column space as rows, r × d. */
  columnBasis(): Matrix;
  /** Bases of both subspaces that turn smoothly while `W` is dragged; null for d > 3. */
  readonly subspaces: Subspaces | null;
}
