import { zeros } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { SAFETY, TINY } from '#core/linalg/rounding.ts';
import { addScaledAt, dotAt } from './kernels.ts';
import type { Parts, Projector, Subspaces } from './types.ts';

/** What a projector does, apart from the rank that it has. Lengths are of the scaled matrix. */
export interface Onto {
  readonly method: string;
  readonly errorBound: number;
  readonly leak: Float64Array;
  parts(v: readonly number[]): Parts;
  /** For d ≤ 3. */
  subspaces(): Subspaces;
}

/** Onto everything or nothing of d dimensions: exact. */
export function trivialProjector(d: number, full: boolean): Pick<Onto, 'errorBound' | 'parts' | 'subspaces'> {
  const axes = (): number[][] => Array.from({ length: d }, (_, i) => zeros(d).fill(1, i, i + 1));
  return {
    errorBound: 0,
    parts: (v) =>
      full ? { row: v.slice(), null: zeros(d), bound: 0 } : { row: zeros(d), null: v.slice(), bound: 0 },
    subspaces: () => (full ? { column: axes(), null: [] } : { column: [], null: axes() }),
  };
}

/** What a projector does that is the identity on d dimensions: exact. */
export function identityOf(d: number): Pick<Projector, 'errorBound' | 'parts' | 'applyRow'> {
  const { errorBound, parts } = trivialProjector(d, true);
  return { errorBound, parts, applyRow: (v) => v.slice() };
}

/**
 * Both parts of `v`, with the projection on the rows of `Q` (rank × d) applied twice: the null part is then
 * orthogonal to the basis to working precision relative to its own norm, however small a part of `v` it is.
 */
export function split(v: readonly number[], Q: Float64Array, rank: number, errorBound: number): Parts {
  const d = v.length;
  const rest = Float64Array.from(v);
  const row = new Float64Array(d);
  const step = new Float64Array(d);
  for (let pass = 0; pass < 2; pass++) {
    step.fill(0);
    for (let i = 0; i < rank; i++) addScaledAt(step, 0, dotAt(Q, i * d, rest, 0, d), Q, i * d, d);
    addScaledAt(rest, 0, -1, step, 0, d);
    addScaledAt(row, 0, 1, step, 0, d);
  }
  const parts = {
    row: zeros(d),
    null: zeros(d),
    bound: SAFETY * errorBound * norm2(v) + 8 * d * rank * TINY,
  };
  for (let i = 0; i < d; i++) {
    parts.row[i] = row[i] as number;
    parts.null[i] = rest[i] as number;
  }
  return parts;
}
