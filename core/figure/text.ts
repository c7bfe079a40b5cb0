import type { Part } from '#core/words/headline.ts';
import type { FigureColours } from './colours.ts';
import type { Anchor, At, Halo, TextItem } from './drawing.ts';
import type { Metrics } from './faces.ts';
import { coloured, joined, type Typeset, typesetSentence, typesetTex, typesetWords } from './typeset.ts';

/** A symbol, or its plain name where it cannot be typeset. */
export const typesetSymbol = (tex: string, plain: string, metrics: Metrics): Typeset =>
  typesetTex(tex, metrics) ?? typesetWords(plain, 'text', metrics);

/** A piece of a sentence. */
const typesetPart = (part: Part, metrics: Metrics): Typeset =>
  'tex' in part ? typesetSymbol(part.tex, part.plain, metrics) : typesetSentence(part.text, metrics);

/** Typeset text at a point of its baseline. */
export function textItem(
  typeset: Typeset,
  [x, y]: At,
  size: number,
  colour: string,
  anchor: Anchor = 'start',
  upwards = false,
  halo: Halo | null = null,
): TextItem {
  const back = (anchor === 'start' ? 0 : anchor === 'middle' ? 0.5 : 1) * typeset.width * size;
  return {
    kind: 'text',
    at: upwards ? [x, y + back] : [x - back, y],
    typeset,
    size,
    colour,
    upwards,
    anchor,
    halo,
  };
}

/** Words and symbols as one line, the symbols in their own colours. */
export const typesetColoured = (parts: readonly Part[], colours: FigureColours, metrics: Metrics): Typeset =>
  joined(
    parts.map((part) => {
      const typeset = typesetPart(part, metrics);
      return 'tex' in part ? coloured(typeset, colours[part.role]) : typeset;
    }),
  );
