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
  /** Null where no activations are given. */
  readonly pairs: Pairs | null;
}

/** Base and source activations of n pairs, read where they are asked for. */
export interface Pairs {
  readonly n: number;
  /** The pair `i`, in float64. Throws a `ParseError` where an entry is not finite. */
  at(i: number): Pair;
  /** The number format in which `read` gives entries. */
  readonly type: StoredType;
  /** Reads so many rows of one of the two from row `first` on, in that format without gaps, into `to`. */
  read(which: 'base' | 'source', to: Uint8Array, first: number, count: number): void;
  /** A sentence for people about row `i` of one of the two. */
  complain(which: 'base' | 'source', i: number, what: string, hint: string): Error;
}

/** The pair that stands in where no activations are given: b = 0 and s = v, so that δ = v. */
export const standIn = (v: readonly number[]): Pair => ({ base: v.map(() => 0), source: v });
