import { shownPair } from '#core/arrows/arrows.ts';
import { formatAngle, formatFigure, formatFixed } from '#core/format/number.ts';
import { headline, type Part } from '#core/words/headline.ts';
import { readoutLabel } from '#core/words/readout.ts';
import { sourceWords } from '#core/words/slice.ts';
import { latexText, plainMath } from './latexText.ts';
import { type Analysed, panelsOf } from './panels.ts';
import { type FigureSettings, isPlot } from './settings.ts';

/**
 * A caption of a figure with its numbers: what is drawn, of which instance, what patching does, and how the picture is
 * to be read, with these settings. As parts; `captionText` and `captionLatex` write them.
 */
export function captionParts(subject: Analysed, settings: FigureSettings): Part[] {
  const { document, analysis } = subject;
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
    say(` ${[`${formatFigure(direction.nullNorm).text}.`, ...key(subject, settings)].join(' ')}`),
  ];
}

/** How the pictures of a figure are to be read: sentences about what is drawn in them, and about nothing else. */
function key(subject: Analysed, settings: FigureSettings): string[] {
  const panels = subject.document.W.length > 3 ? [] : settings.panels.filter((kind) => !isPlot(kind));
  const pictures = { ...subject, before: null, pairs: null, spectrum: null };
  const marks = panelsOf(pictures, { ...settings, panels })
    .flatMap((panel) => ('scene' in panel ? panel.scene.marks : []))
    .filter(({ kind }) => kind !== 'label');
  const [column, complement] = coloursInWords(settings);
  const colours = [
    ...(marks.some(({ role }) => role === 'column')
      ? [`${column}: the column space, which the layer reads`]
      : []),
    ...(marks.some(({ role }) => role === 'null')
      ? [`${complement}: its orthogonal complement, which the layer cannot see`]
      : []),
  ];
  const lines = [
    ...(marks.some((mark) => mark.kind === 'arrow' && mark.head === 'hollow')
      ? ['hollow heads: patched activations']
      : []),
    ...(marks.some(({ kind }) => kind === 'plane') && marks.some(({ kind }) => kind === 'arrow')
      ? ['an arrow is dashed where it runs behind the plane']
      : []),
  ];
  return [colours, lines].filter((own) => own.length > 0).map(sentence);
}

/** The colours of the column space and of its complement; greys by what tells them apart on their canvas. */
function coloursInWords({ grey, theme }: FigureSettings): readonly [column: string, complement: string] {
  if (!grey) return ['blue', 'orange'];
  return theme === 'light' ? ['darker grey', 'lighter grey'] : ['lighter grey', 'darker grey'];
}

function sentence(parts: readonly string[]): string {
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
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
