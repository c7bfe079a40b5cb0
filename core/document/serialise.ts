import type { Document, Rows } from './schema.ts';
import { type Slice, sliceSchema } from './slice.ts';

/**
 * The text of a session file: JSON with a fixed order of keys, matrices a row per line, a newline at the end.
 * `parseDocument` gives the same document back (−0 becomes 0), and the same document gives the same bytes.
 */
export function serialiseDocument(doc: Document): string {
  const { format, version, title, W, V, base, source, view, slice, ...rest } = doc;
  const { pair, direction, unitLength, readout, stored, rank } = rest;
  const { hidden, locked, projection, pose } = view;
  const flat = { pair, direction, unitLength, readout, stored, rank };
  const lines = [
    `"format": ${JSON.stringify(format)}`,
    `"version": ${version}`,
    `"title": ${JSON.stringify(title)}`,
    ...Object.entries({ W, V, base, source }).map(([name, rows]) => `"${name}": ${matrix(rows)}`),
    ...Object.entries(flat).map(([name, value]) => `"${name}": ${JSON.stringify(value, FLAT_KEYS)}`),
    `"view": ${JSON.stringify({ hidden, locked, projection, pose: pose && posed(pose) })}`,
    `"slice": ${slice ? sliced(slice) : 'null'}`,
  ];
  return `{\n  ${lines.join(',\n  ')}\n}\n`;
}

/** The keys within the readout and the rank rule, in the order in which they are written. */
const FLAT_KEYS = ['kind', 'index', 'plus', 'minus', 'weights', 'relative'];

const matrix = (rows: Rows): string =>
  `[\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`;

/** A slice in the order of its schema, an entry per line. */
function sliced(slice: Slice): string {
  const lines = Object.keys(sliceSchema.unwrap().shape).map(
    (name) => `    ${JSON.stringify(name)}: ${JSON.stringify(slice[name as keyof Slice])}`,
  );
  return `{\n${lines.join(',\n')}\n  }`;
}

const posed = ({ position, target, up, zoom }: NonNullable<Document['view']['pose']>) => ({
  position,
  target,
  up,
  zoom,
});
