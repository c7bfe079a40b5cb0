import type { Rows } from '#core/document/schema.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import type { Matrix } from '#core/linalg/matrix.ts';

/** The base and source activations of one pair, length d each. */
export interface Pair {
  readonly base: readonly number[];
  readonly source: readonly number[];
}

/** An instance of any hidden width d, in float64. */
export interface Instance {
  /** The layer, d × m. */
  readonly W: Matrix;
  /** The number format that it was stored in. */
  readonly stored: StoredType;
  /** The directions, k × d. */
  readonly V: Rows;
  /** How many pairs there are, and each of them; null where no activations are given. */
  readonly pairs: { readonly n: number; readonly at: (i: number) => Pair } | null;
}

/** The pair that stands in where no activations are given: b = 0 and s = v, so that δ = v. */
export const standIn = (v: readonly number[]): Pair => ({ base: v.map(() => 0), source: v });
