import type { Rank } from '#core/analysis/types.ts';
import type { RankRule } from '#core/document/schema.ts';
import { formatNumber } from '#core/format/number.ts';

/**
 * The rank and what decided it: `rank 768, exact`; `rank 23, storage (exact 24)` where the two rules differ; `rank 5,
 * tolerance 1 × 10⁻⁶`; `rank 5, paper’s QR`.
 */
export function rankLabel({
  used,
  exact,
  storage,
  rule,
}: Pick<Rank, 'used' | 'exact' | 'storage' | 'rule'>): string {
  switch (rule.kind) {
    case 'paper':
      return `rank ${used}, paper’s QR`;
    case 'tolerance':
      return `rank ${used}, tolerance ${formatNumber(rule.relative, 2)}`;
    default:
      if (exact === storage) return `rank ${used}, exact`;
      return rule.kind === 'storage'
        ? `rank ${used}, storage (exact ${exact})`
        : `rank ${used}, exact (storage ${storage})`;
  }
}

/** The rule to weigh a chosen one against: the exact one against the storage rank, else the storage rank. */
export const otherRule = ({ kind }: RankRule): RankRule => ({
  kind: kind === 'storage' ? 'exact' : 'storage',
});

/** A rule within a sentence: `the storage rank`. */
export function ruleName({ kind }: RankRule): string {
  switch (kind) {
    case 'storage':
    case 'exact':
      return `the ${kind} rank`;
    case 'tolerance':
      return 'the tolerance';
    case 'paper':
      return 'the paper’s QR';
  }
}
