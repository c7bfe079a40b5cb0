import type { Document } from './schema.ts';

/** A document to begin with, and what to look at in it. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly document: Document;
}

type Row = readonly number[];
type Own = Pick<Document, 'W'> & { readonly v: Row; readonly b: Row; readonly s: Row };

const preset = (id: string, title: string, summary: string, { W, v, b, s }: Own): Preset => ({
  id,
  title,
  summary,
  document: {
    format: 'nullscope',
    version: 3,
    title,
    W,
    V: [v],
    base: [b],
    source: [s],
    pair: 0,
    direction: 0,
    unitLength: true,
    readout: { kind: 'sum' },
    stored: 'f64',
    rank: { kind: 'storage' },
    view: { hidden: [], locked: [], projection: 'perspective', pose: null },
    slice: null,
  },
});

const column = (...entries: number[]): number[][] => entries.map((x) => [x]);
const HALF = Math.SQRT1_2;
const FIFTH = 1 / Math.sqrt(5);
const THIRD = 1 / Math.sqrt(3);

/** `W`, `v`, `b` and `s` of the reference notebook. */
const TOY: Own = { W: column(0, -2, 1), v: [HALF, -HALF, 0], b: [1, 0, 1], s: [2, 0, 2] };

/** Makelov et al., arXiv 2311.17030: `x ↦ x (1, 0, 1)` read out by (0, 2, 1), patched from x = 1 to x = 2. */
const MAKELOV = { W: column(0, 2, 1), b: [1, 0, 1], s: [2, 0, 2] } as const;

/** Every preset; the first is the default document. */
export const presets: readonly Preset[] = [
  preset(
    'notebook',
    'Notebook toy',
    'The illusion: of an effect of 1, 0.6 is carried over from the null part of v.',
    TOY,
  ),
  preset(
    'makelov-illusory',
    'Makelov’s toy, illusory v',
    'v joins a direction that the layer cannot see to one that never changes, and works all the same.',
    { ...MAKELOV, v: [HALF, HALF, 0] },
  ),
  preset(
    'makelov-e3',
    'Makelov’s toy, v = e₃',
    'A direction that looks faithful: the raw row patch keeps only 20 % of its effect, the unit one all of it.',
    { ...MAKELOV, v: [0, 0, 1] },
  ),
  preset('plane', 'Two outputs, a plane', 'The column space is a plane and the null space a line.', {
    W: [
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    v: [THIRD, -THIRD, THIRD],
    b: [1, 0, 1],
    s: [2, 1, 0.5],
  }),
  preset(
    'full-rank',
    'Three outputs, full rank',
    'The layer sees every direction, so nothing can be missing.',
    {
      W: [
        [2, 0, 1],
        [0, 1, 0],
        [1, 0, 1],
      ],
      v: [THIRD, -THIRD, THIRD],
      b: [1, 0, 1],
      s: [2, 1, 0.5],
    },
  ),
  preset(
    'honest',
    'Zero case: v in the column space',
    'The honest direction v̂_row of the toy: V_null = 0, so all of the effect is read from v itself.',
    { ...TOY, v: [0, -2 * FIFTH, FIFTH] },
  ),
  preset('source-is-base', 'Zero case: s = b', 'Source and base are the same, so every effect is zero.', {
    ...TOY,
    s: TOY.b,
  }),
  preset(
    'delta-orthogonal',
    'Zero case: δ ⟂ v_null',
    'The pair does not differ along the null part of v, so nothing is carried over.',
    { ...TOY, s: [2, -1, 4] },
  ),
  preset('no-row-part', 'Zero case: v in the null space', 'V_row = 0: the layer sees nothing of v.', {
    ...TOY,
    v: [1, 0, 0],
  }),
];

/** The document that a new window shows: the notebook's toy. */
export const defaultDocument: Document = (presets[0] as Preset).document;
