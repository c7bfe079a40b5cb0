import type { Document } from '#core/document/schema.ts';

/** More multiplications than this take longer than about 20 ms. */
export const MOST_WORK = 2_000_000;

/** Fewer than this take less than about a millisecond: less than a message to another process and back. */
export const LITTLE_WORK = 100_000;

/** What a pair costs besides its products, in multiplications. */
const PAIR_OVERHEAD = 4000;

/** An estimate of the multiplications of `analyze`: the decomposition of W (d × m), then n pairs. */
export function workOf({ W, V, base }: Pick<Document, 'W' | 'V' | 'base'>): number {
  const d = W.length;
  const m = W[0]?.length ?? 0;
  return 3 * d * m * Math.min(d, m) + 4 * V.length * d * m + base.length * (7 * d * m + PAIR_OVERHEAD);
}
