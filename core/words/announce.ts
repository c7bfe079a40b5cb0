import type { Analysis } from '#core/analysis/types.ts';
import { shownPair } from '#core/arrows/arrows.ts';
import type { Document } from '#core/document/schema.ts';
import { formatFigure, formatFixed, formatNumber } from '#core/format/number.ts';
import { zeroCaseWords } from './zeroCase.ts';

/** Vectors longer than this are not read out entry by entry. */
const MOST_ENTRIES = 4;

/** What is said aloud when a gesture ends: `v`, its parts, the effect and what of it is missing. */
export function announce(document: Document, analysis: Analysis): string {
  const { effects, zeroCase } = shownPair(document, analysis);
  const { rowNorm, nullNorm } = analysis.direction;
  const v = document.V[document.direction] ?? [];
  const entries =
    v.length <= MOST_ENTRIES ? v.map((x) => formatNumber(x, 2)).join(', ') : `${v.length} entries`;
  const k = document.V.length;
  const name = k === 1 ? 'v' : `v ${document.direction + 1} of ${k}:`;
  const parts = `row part${k === 1 ? '' : ' of V'} ${formatFigure(rowNorm, 2).text}, null part ${formatFigure(nullNorm, 2).text}`;
  const effect = `effect ${formatFixed(effects.total.readout).text}, of it missing ${formatFixed(effects.nullRow.readout).text}`;
  return `${name} ${entries}; ${parts}; ${effect}${zeroCase ? `; ${zeroCaseWords(zeroCase, k).name}` : ''}`;
}
