import { shownPair } from '#core/arrows/arrows.ts';
import { formatAngle, formatFigure, formatFixed } from '#core/format/number.ts';
import { headline, type Part } from '#core/words/headline.ts';
import { readoutLabel } from '#core/words/readout.ts';
import { sourceWords } from '#core/words/slice.ts';
import { latexText, plainMath } from './latexText.ts';
import type { Analysed } from './panels.ts';

/**
 * A caption of a figure with its numbers: what is drawn, of which instance, what patching does, and how the picture is
 * to be read. As parts; `captionText` and `captionLatex` write them.
 */
export function captionParts({ document, analysis }: Analysed): Part[] {
  const { slice, title, readout } = document;
  const { shape, rank, direction } = analysis;
  const pair = shownPair(document, analysis);
  const single = document.V.length === 1;
  const V = single ? '\\mathbf{v}' : 'V';
  const plain = single ? 'v' : 'V';
  const say = (text: string): Part => ({ text });
  const whole: Part = { tex: V, plain, role: 'ink' };
  const row: Part = { tex: `${V}_{\\mathrm{row}}`, plain: `${plain}_row`, role: 'column' };
  const nul: Part = { tex: `${V}_{\\mathrm{null}}`, plain: `${plain}_null`, role: 'null' };
  const what = slice
    ? `exact three-dimensional slice of a layer with d = ${shape.d}, m = ${shape.m} (${sourceWords(slice.layer.W)})`
    : `d = ${shape.d}, m = ${shape.m}`;
  const unit = pair.outputs.rowUnit;
  return [
    say(`${title}: ${what}; rank ${rank.used} by the ${RULES[rank.rule.kind]}. `),
    ...(slice && shape.k > 1
      ? [say(`Shown is principal direction ${slice.direction + 1} of ${shape.k}. `)]
      : []),
    ...headline(document, analysis).sentence,
    say(` The readout is the ${READOUTS[readout.kind] ?? readoutLabel(readout)}: base `),
    say(`${formatFixed(pair.outputs.base.readout).text}, patch `),
    whole,
    say(` ${formatFixed(pair.outputs.das.readout).text}, patch `),
    row,
    say(` ${formatFixed(pair.outputs.row.readout).text}`),
    ...(unit ? [say(` (rescaled to unit length: ${formatFixed(unit.readout).text})`)] : []),
    say('. '),
    whole,
    say(` is at ${formatAngle(direction.angle).text} to the column space of the layer: the norm of `),
    row,
    say(` is ${formatFigure(direction.rowNorm).text}, that of `),
    nul,
    say(
      ` ${formatFigure(direction.nullNorm).text}. Blue: the column space, which the layer reads; orange: its orthogonal complement, which the layer cannot see. Hollow heads: patched activations; an arrow is dashed where it runs behind the plane.`,
    ),
  ];
}

const RULES = {
  storage: 'precision of the stored type',
  exact: 'precision of float64',
  tolerance: 'tolerance chosen',
  paper: 'columns of an unpivoted QR',
} as const;

const READOUTS: Readonly<Record<string, string>> = {
  sum: 'sum of the outputs',
  norm: 'norm of the output',
  vector: 'product of the outputs with chosen weights',
};

/** A caption as plain text. */
export const captionText = (parts: readonly Part[]): string =>
  parts.map((part) => ('tex' in part ? part.plain.replace(' ', '_') : part.text)).join('');

/** A caption as LaTeX, symbols as mathematics. */
export const captionLatex = (parts: readonly Part[]): string =>
  parts.map((part) => ('tex' in part ? plainMath(part.tex) : latexText(part.text))).join('');
