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

/** Ems: the drawing, the room after it, and between columns. */
const SWATCH = 1.7;
const AFTER = 0.45;
const BETWEEN = 1.4;

/** Entries below one another, and where their column begins, ems. */
interface Column {
  readonly x: number;
  readonly entries: readonly Entry[];
}

/** What is drawn, in words, in columns of at most so many rows; its width in ems. */
export interface Legend {
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly width: number;
}

/** The legend of the panels, in as many columns as fit into `width` ems. */
export function legendOf(
  { document }: Analysed,
  { hide }: FigureSettings,
  panels: readonly Panel[],
  metrics: Metrics,
  width: number,
): Legend {
  const marks = panels.flatMap((panel) => ('scene' in panel ? panel.scene.marks : []));
  const entries = [...subspaces(marks, metrics), ...arrows()];
  for (let rows = 1; ; rows++) {
    const columns = columnsOf(entries, rows);
    const last = columns.at(-1);
    if (!last) return { columns, rows: 0, width: 0 };
    const wide = last.x + widthOf(last.entries);
    if (columns.length === 1 || wide <= width) return { columns, rows, width: wide };
  }

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

const widthOf = (entries: readonly Entry[]): number =>
  SWATCH + AFTER + Math.max(...entries.map(({ label }) => label.width));

/** Entries in columns of `rows`, each as wide as its widest. */
function columnsOf(entries: readonly Entry[], rows: number): Column[] {
  const columns: Column[] = [];
  for (let first = 0, x = 0; first < entries.length; first += rows) {
    const own = entries.slice(first, first + rows);
    columns.push({ x, entries: own });
    x += widthOf(own) + BETWEEN;
  }
  return columns;
}

/** Symbols for words in the names of arrows. */
const SYMBOLS: Readonly<Record<string, string>> = {
  v: '\\mathbf{v}',
  b: '\\mathbf{b}',
  s: '\\mathbf{s}',
  δ: '\\boldsymbol{\\delta}',
  W: 'W',
  'the row part': '\\mathbf{v}_{\\mathrm{row}}',
  'the null part': '\\mathbf{v}_{\\mathrm{null}}',
};

/** A name in words, its symbols typeset as such. */
const named = (name: string, metrics: Metrics): Typeset =>
  joined(
    name
      .split(/(the row part|the null part|\s)/)
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

/** A legend from its top left. */
export function legendItems(
  { columns }: Legend,
  [left, top]: At,
  em: number,
  line: number,
  colours: FigureColours,
  lines: number,
): Item[] {
  return columns.flatMap(({ x, entries }) =>
    entries.flatMap((entry, i): Item[] => {
      const at = left + x * em;
      const base = top + (i + 1) * line - 0.35 * em;
      return [
        ...swatch(entry, [at, base - 0.27 * em], em, colours, lines),
        textItem(entry.label, [at + (SWATCH + AFTER) * em, base], em, colours.text),
      ];
    }),
  );
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
