import type { Analysis, Certificate } from '#core/analysis/types.ts';
import { formatBound } from '#core/format/number.ts';
import { rankLabel } from './rank.ts';

/** What `v_row` (or `V_row`, of several directions) can be off by: `± 2 × 10⁻¹⁵`, with `estimate` where it is one. */
export function certificateBound({ bound, kind }: Certificate): string {
  if (kind === 'estimate') return `± ${formatBound(bound)}, estimate`;
  return bound === 0 ? 'exact' : `± ${formatBound(bound)}`;
}

/** How well the row part is known and by which rank: `v_row ± 2 × 10⁻¹⁵ · rank 768, exact`. */
export function certificateLabel(analysis: Pick<Analysis, 'certificate' | 'rank' | 'direction'>): string {
  const { certificate, direction } = analysis;
  return `${direction.v.length === 1 ? 'v' : 'V'}_row ${certificateBound(certificate)} · ${knownRank(analysis)}`;
}

/** The rank as `rankLabel`, but before it is known: `first answer, rank to come`. */
export const knownRank = ({ certificate, rank }: Pick<Analysis, 'certificate' | 'rank'>): string =>
  certificate.stage === 'first' ? 'first answer, rank to come' : rankLabel(rank);
