import { LEAST_TOLERANCE } from '#core/projector/rank.ts';

/** A tolerance, relative to the largest singular value, and the rank that it gives. */
export interface Cut {
  readonly rank: number;
  readonly tolerance: number;
}

/** How many of the singular values (descending) are above `tolerance` times the largest. */
export function rankAbove(values: readonly number[], tolerance: number): number {
  const least = Math.max(tolerance, LEAST_TOLERANCE) * (values[0] ?? 0);
  const at = values.findIndex((value) => !(value > least));
  return at < 0 ? values.length : at;
}

/** The digits that tell any two float64 numbers apart. */
const MOST_DIGITS = 17;

/**
 * The cut that keeps the `rank` largest values, its tolerance in the middle of the gap below them (on a log scale) and
 * with as few digits as fit there. Null where no tolerance keeps so many: 0, or equal values, or rounding noise.
 */
export function cutAt(values: readonly number[], rank: number): Cut | null {
  const largest = values[0] ?? 0;
  const above = (values[rank - 1] ?? 0) / largest;
  const below = Math.max((values[rank] ?? 0) / largest, LEAST_TOLERANCE);
  if (!(above > below)) return null;
  const middle = Math.sqrt(above) * Math.sqrt(below);
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const tolerance = Number(middle.toPrecision(digits));
    if (tolerance > below && tolerance < above && rankAbove(values, tolerance) === rank) {
      return { rank, tolerance };
    }
  }
  return null;
}

/** The cut in the gap that `tolerance` lies in; null where every value is zero. */
export const cutNear = (values: readonly number[], tolerance: number): Cut | null =>
  cutAt(values, Math.max(1, rankAbove(values, tolerance)));

/**
 * The cut that keeps at least `steps` values more than `rank` (or fewer, where `steps` is negative), the nearest such;
 * else the last one that way. Null where there is none.
 */
export function cutBeyond(values: readonly number[], rank: number, steps: number): Cut | null {
  const way = Math.sign(steps);
  const inside = (r: number): boolean => r >= 1 && r <= values.length;
  for (let r = rank + steps; inside(r); r += way) {
    const cut = cutAt(values, r);
    if (cut) return cut;
  }
  for (let r = Math.min(values.length, Math.max(1, rank + steps)); r !== rank; r -= way) {
    const cut = cutAt(values, r);
    if (cut) return cut;
  }
  return null;
}
