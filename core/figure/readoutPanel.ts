import type { FigureColours } from './colours.ts';
import { type At, type Item, stroke } from './drawing.ts';
import type { Metrics } from './faces.ts';
import type { PanelRow } from './readouts.ts';
import { textItem, typesetColoured } from './text.ts';
import { typesetWords } from './typeset.ts';

/** Numbers in two columns between two lines, and the room that they take, points. */
export interface ReadoutPanel {
  readonly width: number;
  readonly height: number;
  readonly items: (topLeft: At) => Item[];
}

/** In sizes of type: a line of text, between the columns, and the room for a number, so that numbers may change. */
const LINE = 1.45;
const BETWEEN = 1.2;
const NUMBER = 4.2;

/** Numbers beside a picture. What does not exist is a dash. */
export function readoutPanel(
  rows: readonly PanelRow[],
  em: number,
  lines: number,
  colours: FigureColours,
  metrics: Metrics,
): ReadoutPanel {
  const set = rows.map(({ label, figure, format }) => ({
    name: typesetColoured(label, colours, metrics),
    value: typesetWords(figure ? format(figure).text : '–', 'text', metrics),
  }));
  const names = Math.max(...set.map(({ name }) => name.width));
  const values = Math.max(NUMBER, ...set.map(({ value }) => value.width));
  const width = (names + BETWEEN + values) * em;
  const step = LINE * em;
  const bottom = set.length * step + 0.3 * em;
  return {
    width,
    height: bottom + 0.1 * em,
    items: ([x, y]) => {
      const rule = (at: number): Item => {
        const ends: At[] = [
          [x, at],
          [x + width, at],
        ];
        return stroke([ends], colours.text, 0.08 * em * lines);
      };
      return [
        rule(y),
        ...set.flatMap(({ name, value }, i) => {
          const base = y + (i + 1) * step - 0.2 * em;
          return [
            textItem(name, [x, base], em, colours.text),
            textItem(value, [x + width, base], em, colours.text, 'end'),
          ];
        }),
        rule(y + bottom),
      ];
    },
  };
}
