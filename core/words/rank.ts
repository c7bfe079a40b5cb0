import type { Analysis, Rank, Spectrum } from '#core/analysis/types.ts';
import type { RankRule } from '#core/document/schema.ts';
import { formatFigure, formatNumber } from '#core/format/number.ts';

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

/**
 * The least singular value that counts and the largest that does not, relative to the largest: of the spectrum where
 * it is known, else as the analysis has them: `about` where that estimates.
 */
export function valuesAround(
  { rank, certificate }: Pick<Analysis, 'rank' | 'certificate'>,
  spectrum: Spectrum | null,
): { readonly least: string; readonly largest: string } {
  const { used, leastKept, largestDropped } = rank;
  const told = (value: number): string => {
    if (value === 0) return 'none';
    return certificate.kind === 'bound' ? formatNumber(value, 3) : `about ${formatNumber(value, 1)}`;
  };
  if (!spectrum || certificate.kind === 'bound')
    return { least: told(leastKept), largest: told(largestDropped) };
  const { values, bound } = spectrum;
  const unit = values[0] || 1;
  const read = (value: number | undefined): string =>
    value === undefined ? 'none' : formatFigure({ value: value / unit, bound: (2 * bound) / unit }, 3).text;
  return { least: read(values[used - 1]), largest: read(values[used]) };
}

/** The line that a rule draws, relative to the largest singular value; null where it draws none. */
export function toleranceText({ rank, certificate }: Pick<Analysis, 'rank' | 'certificate'>): string | null {
  const { tolerance, rule } = rank;
  if (tolerance === null) return null;
  // The storage line is relative to a largest singular value that is itself estimated.
  const estimated = certificate.kind === 'estimate' && rule.kind === 'storage';
  return estimated ? `about ${formatNumber(tolerance, 1)}` : formatNumber(tolerance, 2);
}
