import { arrowsOf } from '#core/arrows/arrows.ts';
import type { Arrow } from '#core/arrows/types.ts';
import type { Mark } from '#core/scene/marks.ts';
import { type FigureColours, mixed } from './colours.ts';
import { type At, type Item, polygon, stroke } from './drawing.ts';
import type { Metrics } from './faces.ts';
import type { Analysed, Panel } from './panels.ts';
import type { FigureSettings } from './settings.ts';
import { textItem, typesetSymbol } from './text.ts';
import { joined, type Typeset, typesetWords } from './typeset.ts';

/** How an entry is drawn: as its arrow, as a dot, or as a patch of a subspace. */
interface Entry {
  readonly role: Arrow['role'];
  readonly drawing: 'arrow' | 'hollow' | 'dashed' | 'point' | 'patch' | 'line';
  readonly label: Typeset;
}

/** Ems: the drawing, the room after it, and between entries. */
const SWATCH = 1.7;
const AFTER = 0.45;
const BETWEEN = 1.4;

/** What is drawn, in words: entries in rows of at most `width` ems. */
export function legendRows(
  { document }: Analysed,
  { hide }: FigureSettings,
  panels: readonly Panel[],
  metrics: Metrics,
  width: number,
): (readonly Entry[])[] {
  const marks = panels.flatMap((panel) => ('scene' in panel ? panel.scene.marks : []));
  const entries = [...subspaces(marks, metrics), ...arrows()];
  const rows: Entry[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const wide = SWATCH + AFTER + entry.label.width + BETWEEN;
    if (used + wide - BETWEEN > width) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(entry);
    used += wide;
  }
  return rows;

  function arrows(): Entry[] {
    const drawn = new Set(marks.filter(({ kind }) => kind !== 'label').map(({ arrow }) => arrow));
    return arrowsOf(document)
      .filter(({ id }) => drawn.has(id) && !hide.includes(id))
      .map(({ role, head, dashed, drawing, tex, plain, name }) => ({
        role,
        drawing: drawing === 'point' ? 'point' : dashed ? 'dashed' : head === 'hollow' ? 'hollow' : 'arrow',
        label: name.split(' ').includes(plain)
          ? named(name, metrics)
          : joined([
              typesetSymbol(tex, plain, metrics),
              typesetWords('  ', 'text', metrics),
              named(name, metrics),
            ]),
      }));
  }
}

/** Symbols that stand as words in the names of arrows. */
const SYMBOLS: Readonly<Record<string, string>> = {
  v: '\\mathbf{v}',
  b: '\\mathbf{b}',
  s: '\\mathbf{s}',
  δ: '\\boldsymbol{\\delta}',
  W: 'W',
};

/** A name in words, its symbols typeset as such. */
const named = (name: string, metrics: Metrics): Typeset =>
  joined(
    name
      .split(/(\s)/)
      .map((word) =>
        SYMBOLS[word] ? typesetSymbol(SYMBOLS[word], word, metrics) : typesetWords(word, 'text', metrics),
      ),
  );

function subspaces(marks: readonly Mark[], metrics: Metrics): Entry[] {
  return (['column', 'null'] as const).flatMap((role): Entry[] => {
    const mark = marks.find(({ id }) => id === `subspace:${role}`);
    if (!mark) return [];
    const name = `${role} space${role === 'column' ? ' of W' : ''}`;
    const drawing = mark.kind === 'line' ? 'line' : 'patch';
    return [{ role, drawing, label: named(name, metrics) }];
  });
}

/** Rows of a legend from the top left of the first. */
export function legendItems(
  rows: readonly (readonly Entry[])[],
  [left, top]: At,
  em: number,
  line: number,
  colours: FigureColours,
  lines: number,
): Item[] {
  return rows.flatMap((row, i) => {
    const base = top + (i + 1) * line - 0.35 * em;
    let x = left;
    return row.flatMap((entry): Item[] => {
      const items = [
        ...swatch(entry, [x, base - 0.27 * em], em, colours, lines),
        textItem(entry.label, [x + (SWATCH + AFTER) * em, base], em, colours.text),
      ];
      x += (SWATCH + AFTER + entry.label.width + BETWEEN) * em;
      return items;
    });
  });
}

function swatch(
  { role, drawing }: Entry,
  [x, y]: At,
  em: number,
  colours: FigureColours,
  lines: number,
): Item[] {
  const colour = colours[role];
  const width = 0.13 * em * lines;
  const end = x + SWATCH * em;
  if (drawing === 'point') {
    return [
      { kind: 'circle', at: [(x + end) / 2, y], radius: 0.28 * em, fill: colour, stroke: null, width: 0 },
    ];
  }
  if (drawing === 'patch') {
    const [up, down] = [y - 0.3 * em, y + 0.3 * em];
    const corners: At[] = [
      [x, up],
      [end, up],
      [end, down],
      [x, down],
    ];
    return [polygon(corners, mixed(colour, colours.canvas, 0.18))];
  }
  if (drawing === 'line') {
    return [
      stroke(
        [
          [
            [x, y],
            [end, y],
          ],
        ],
        mixed(colour, colours.canvas, 0.52),
        width,
      ),
    ];
  }
  const base = end - 0.62 * em;
  const head = polygon(
    [
      [end, y],
      [base, y - 0.24 * em],
      [base, y + 0.24 * em],
    ],
    colour,
  );
  const shaft: At[][] =
    drawing === 'dashed'
      ? [0, 0.42, 0.84].map((from) => [
          [x + from * em, y],
          [Math.min(x + (from + 0.26) * em, base), y],
        ])
      : [
          [
            [x, y],
            [base, y],
          ],
        ];
  return [
    stroke(shaft, colour, width),
    drawing === 'hollow' ? { ...head, fill: null, stroke: colour, width: 0.6 * width } : head,
  ];
}
