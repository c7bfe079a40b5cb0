import type { Analysis } from '#core/analysis/types.ts';
import { formatNumber } from '#core/format/number.ts';

/** The rank and what decided it: `rank 1, exact`, `rank 23, tolerance 1 × 10⁻⁶`. */
export function rankLabel({ value, rule }: Analysis['rank']): string {
  return `rank ${value}, ${rule.kind === 'tolerance' ? `tolerance ${formatNumber(rule.relative, 2)}` : 'exact'}`;
}
