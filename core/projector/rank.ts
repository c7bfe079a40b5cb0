import type { RankRule } from '#core/document/schema.ts';
import { FORMATS, type StoredType } from '#core/kernels/dtype.ts';

/** A smaller tolerance would count rounding noise as rank. */
export const LEAST_TOLERANCE = 2 ** -50;

/** A rule that draws a line among the singular values. */
export type LineRule = Exclude<RankRule, { kind: 'paper' }>;

/** What the lines depend on besides the rule. */
export interface RankContext {
  readonly d: number;
  readonly m: number;
  /** The number format in which W was stored. */
  readonly stored: StoredType;
  /** The largest singular value, and `‖W‖_F`. */
  readonly largest: number;
  readonly frobenius: number;
}

/** The lines above which singular values count, in the units of W: by each rule for the rank, and by the one in use. */
export interface RankLines {
  readonly exact: number;
  readonly storage: number;
  readonly used: number;
}

/**
 * Weights are computed in the type that they are stored in, not only rounded to it: centring a layer's rows in float32
 * rounds their means too, alike for every entry of a row, which leaves 2 to 13 times what rounding alone does (96 × 24
 * to 14336 × 4096). In the 16-bit types weights are only stored.
 */
const ROUNDINGS: Readonly<Record<StoredType, number>> = { f64: 4, f32: 16, f16: 4, bf16: 4 };

/** The exact rank counts singular values above this part of the largest: what float64 can tell from rounding. */
export const exactTolerance = (d: number, m: number): number => Math.max(d, m) * 2 ** -52;

/**
 * The lines for a d × m matrix. `exact` is `max(d, m) · 2⁻⁵² σ_max`, as numpy's and MATLAB's rank of a float64 matrix.
 * `storage` is never less, and `ROUNDINGS` times the largest singular value that rounding every entry to the stored
 * type leaves, at most about `u/√3 · ‖W‖_F (1/√d + 1/√m)` (independent uniform errors: Bai and Yin).
 */
export function rankLines(rule: LineRule, { d, m, stored, largest, frobenius }: RankContext): RankLines {
  const exact = exactTolerance(d, m) * largest;
  const noise =
    ((ROUNDINGS[stored] * FORMATS[stored].roundoff) / Math.sqrt(3)) *
    frobenius *
    (1 / Math.sqrt(d) + 1 / Math.sqrt(m));
  const storage = Math.max(exact, noise);
  const tolerance = rule.kind === 'tolerance' ? Math.max(rule.relative, LEAST_TOLERANCE) * largest : 0;
  return { exact, storage, used: { exact, storage, tolerance }[rule.kind] };
}
