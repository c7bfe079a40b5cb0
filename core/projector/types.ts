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

/** Singular values with their accuracy. */
export interface SingularValues {
  /** All min(d, m) of them, descending. */
  readonly values: Float64Array;
  /** Each is off by at most this. */
  readonly bound: number;
}

/**
 * The orthogonal projector `P` on the column space of a d × m matrix `W`, never formed as a d × d matrix.
 *
 * Where the rank rule counts singular values as zero although they can be told from it, `P` projects on the
 * left singular vectors of the `rank` largest ones; `leak` then says what of `W` is outside of these.
 */
export interface Projector {
  readonly d: number;
  /** The dimension that `P` projects on. */
  readonly rank: number;
  /** How many singular values the exact and the storage rule count. */
  readonly ranks: { readonly exact: number; readonly storage: number };
  /** The line that the rule in use draws, relative to the largest singular value; 0 for the paper's rule. */
  readonly tolerance: number;
  /** How it was computed, for people. */
  readonly method: string;
  /** `‖P̂ − P‖₂` is at most this, so `‖v P̂ − v P‖ ≤ errorBound ‖v‖`. Between 0 and 1. */
  readonly errorBound: number;
  /** The least singular value that counts and the largest that does not, relative to the largest; 0 for none. */
  readonly leastKept: number;
  readonly largestDropped: number;
  /** The singular values of `W`; null where they were not computed. */
  readonly singularValues: SingularValues | null;
  /** Whether the bounds are proved, or estimates. */
  readonly kind: 'bound' | 'estimate';
  /** `‖N w_j‖` for every column of `W`, length m, in the units of `W`: rounding noise unless the rule cuts. */
  readonly leak: Float64Array;
  /** `v P`, length d. */
  applyRow(v: readonly number[]): number[];
  /** Both parts. `row + null = v` to rounding; exactly `v` and 0 at full rank, exactly 0 and `v` at rank 0. */
  parts(v: readonly number[]): Parts;
  /** Bases of both subspaces that turn smoothly while `W` is dragged; null for d > 3. */
  readonly subspaces: Subspaces | null;
}
