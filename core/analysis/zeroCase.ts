import type { BoundedVector } from '#core/linalg/bounded.ts';
import { isZero } from '#core/linalg/figure.ts';
import { SAFETY, UNIT_ROUNDOFF } from '#core/linalg/rounding.ts';
import type { Direction } from './direction.ts';
import type { Figure, ZeroCase } from './types.ts';

/**
 * Which of the zero cases (docs/mathematics.md) makes the missing effect `α_null V_row W` zero; the first that holds, null where
 * none does. "Zero" means: not to be told from zero. `α_null` is besides allowed what rounding the entries
 * of `b` and `s` to float64 may do to it, so that a `δ` made orthogonal to `V_null` counts as orthogonal.
 */
export function zeroCase(
  base: readonly number[],
  source: readonly number[],
  deltaNorm: Figure,
  alphaNull: readonly Figure[],
  direction: Direction,
): ZeroCase | null {
  if (deltaNorm.value === 0) return 'sourceIsBase';
  if (isZero(direction.rowNorm)) return 'noRowPart';
  if (isZero(direction.nullNorm)) return 'noNullPart';
  const orthogonal = alphaNull.every((alpha, k) => {
    const row = direction.vNull[k] as BoundedVector;
    return Math.abs(alpha.value) <= alpha.bound + entryRounding(base, source, row.values);
  });
  return orthogonal ? 'deltaOrthogonalToNullPart' : null;
}

/** `2 u Σ (|b_i| + |s_i|) |x_i|`: what storing `b`, `s` and `x` as float64 may add to `(s − b) · x`. */
function entryRounding(base: readonly number[], source: readonly number[], x: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    sum += (Math.abs(base[i] as number) + Math.abs(source[i] as number)) * Math.abs(x[i] as number);
  }
  return SAFETY * 2 * UNIT_ROUNDOFF * sum;
}
