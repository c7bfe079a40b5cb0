import type { Rank, Spectrum } from '#core/analysis/types.ts';
import { formatEntry, formatNumber, fullPrecision } from '#core/format/number.ts';
import type { Cut } from '#core/spectrum/cuts.ts';

/** What a picture of the spectrum shows, for who does not see it. */
export function describeSpectrum({ values, bound }: Spectrum, { used }: Rank): string {
  const ends = [values[0], values.at(-1)].map((value) => formatEntry(value ?? 0, bound).text);
  const range = values.length === 1 ? ends[0] : `from ${ends[0]} down to ${ends[1]}`;
  return `${values.length} singular value${values.length === 1 ? '' : 's'}, ${range}; ${used} ${count(used)}`;
}

const count = (n: number): string => (n === 1 ? 'counts' : 'count');

/** A cut of the spectrum: `23 of 24 count above 2 × 10⁻⁵`. */
export const cutLabel = ({ rank, tolerance }: Cut, all: number): string =>
  `${rank} of ${all} ${count(rank)} above ${formatNumber(tolerance, 2)}`;

/** The singular values as text, one to a line at full precision, for the clipboard. */
export const spectrumText = ({ values }: Spectrum): string => values.map(fullPrecision).join('\n');
