import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import type { Figure } from './types.ts';

/** What the library's incomplete beta function (after Boost) may be off by: checked to 1e-14, far below what is shown. */
const ACCURACY = 1e-12;

/**
 * The share of uniformly random unit directions whose part in a subspace is smaller than a given one:
 * `‖v_row‖²` of such a direction is Beta(r/2, (d − r)/2). Null where every direction has the same share.
 *
 * @param share `‖v_row‖² / ‖v‖²`, with its bound.
 * @param rank r, the dimension of the subspace.
 * @param d the dimension of the space.
 */
export function percentileOf(share: Figure, rank: number, d: number): Figure | null {
  if (rank === 0 || rank === d) return null;
  const below = (x: number): number => betaCdf(Math.min(1, Math.max(0, x)), rank / 2, (d - rank) / 2);
  const value = below(share.value);
  const spread = Math.max(below(share.value + share.bound) - value, value - below(share.value - share.bound));
  return { value, bound: spread + ACCURACY };
}
