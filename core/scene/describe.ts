import type { Analysis } from '#core/analysis/types.ts';
import { shownPair } from '#core/arrows/arrows.ts';
import type { Arrow } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { formatAngle, formatFixed, formatNumber } from '#core/format/number.ts';
import { sliceSentence } from '#core/words/slice.ts';
import { visibleArrows, WIDEST_PICTURE } from './scene.ts';

const KINDS = ['only the zero vector', 'a line', 'a plane', 'the whole space'] as const;

/** What a subspace of dimension `r` of a d-dimensional space is, in words. */
const kindOf = (r: number, d: number): string => (r === d ? KINDS[3] : (KINDS[r] ?? `of dimension ${r}`));

/**
 * The picture in sentences, for people who hear it: the two subspaces, each visible vector with its tip and
 * length, the angle, and the effects. For d > 3, where nothing is drawn, it says so.
 */
export function describeScene(document: Document, analysis: Analysis): string[] {
  const { d } = analysis.shape;
  const rank = analysis.rank.used;
  const spaces = `The column space of W is ${kindOf(rank, d)}; the null space is ${kindOf(d - rank, d)}.`;
  if (document.W.length > WIDEST_PICTURE) {
    return [`Vectors of ${d} entries have no picture of their own.`, spaces, effects(document, analysis)];
  }
  const angle = `v stands at ${formatAngle(analysis.direction.angle).text} to the column space.`;
  const vectors = visibleArrows(document).map((arrow) => vector(arrow, document, analysis));
  const slice = document.slice ? [sliceSentence(document.slice)] : [];
  return [spaces, ...slice, ...vectors, angle, effects(document, analysis)];
}

/** One vector: its name, its tip, and its length where it is not its tip's own. */
function vector(arrow: Arrow, document: Document, analysis: Analysis): string {
  const entries = arrow.entries(document, analysis);
  if (!entries) return `${sentenceCase(arrow.name)}: there is none.`;
  const length = formatNumber(Math.hypot(...entries));
  return `${sentenceCase(arrow.name)}: ${entries.map((x) => formatNumber(x)).join(', ')}; length ${length}.`;
}

function effects(document: Document, analysis: Analysis): string {
  const { total, rowRow, nullRow } = shownPair(document, analysis).effects;
  const [all, own, missing] = [total, rowRow, nullRow].map(({ readout }) => formatFixed(readout).text);
  return `Effect of patching along v: ${all}; from the row part ${own}, missing ${missing}.`;
}

/** A name as the beginning of a sentence; a single letter is a symbol and stays. */
const sentenceCase = (name: string): string =>
  /^[a-z] /.test(name) ? name : name.charAt(0).toUpperCase() + name.slice(1);
