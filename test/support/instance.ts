import { type Document, documentSchema, type Rows } from '#core/document/schema.ts';
import { randomRows } from './random.ts';

/** The parts of a document that the mathematics reads; those left out are the notebook's toy. */
export interface Instance {
  readonly W?: Rows;
  readonly V?: Rows;
  readonly base?: Rows;
  readonly source?: Rows;
  readonly readout?: Document['readout'];
  readonly stored?: Document['stored'];
  readonly rank?: Document['rank'];
}

const h = Math.SQRT1_2;

/** A valid document with these parts. */
export function documentOf(parts: Instance = {}): Document {
  return documentSchema.parse({
    format: 'nullscope',
    version: 3,
    title: 'An instance',
    W: [[0], [-2], [1]],
    V: [[h, -h, 0]],
    base: [[1, 0, 1]],
    source: [[2, 0, 2]],
    pair: 0,
    direction: 0,
    unitLength: false,
    readout: { kind: 'sum' },
    stored: 'f64',
    rank: { kind: 'exact' },
    view: { hidden: [], locked: [], projection: 'perspective', pose: null },
    slice: null,
    ...parts,
  });
}

/** Whole numbers from −10 to 10, none of them −0, which JSON does not know. */
const wholeRows = (rows: number, cols: number, seed: number): number[][] =>
  randomRows(rows, cols, seed).map((row) => row.map((x) => Math.round(20 * x) + 0));

/** A document with a d × d layer of small whole numbers: its analysis takes about (d / 300)³ × 0.1 s. */
export function largeDocument(d: number): Document {
  return documentOf({
    W: wholeRows(d, d, 1),
    V: wholeRows(1, d, 2),
    base: wholeRows(1, d, 3),
    source: wholeRows(1, d, 4),
  });
}
