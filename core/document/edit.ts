import { type Document, LARGEST_ENTRY, type Rows } from './schema.ts';

type Row = readonly number[];

/** `rows` with row `i` replaced. */
export const replaceRow = (rows: Rows, i: number, row: Row): Rows =>
  rows.map((old, j) => (j === i ? row : old));

const valid = (row: Row): boolean => row.every((x) => Number.isFinite(x) && Math.abs(x) <= LARGEST_ENTRY);

/** `row / ‖row‖` with a scaled norm, or null where that is no direction. */
export function normalised(row: Row): Row | null {
  const largest = row.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  if (!(largest > 0) || !valid(row)) return null;
  const scaled = row.map((x) => x / largest);
  const norm = Math.hypot(...scaled);
  return scaled.map((x) => x / norm);
}

/**
 * The document with the direction on screen set to `v`: rescaled to length 1 while the unit lock is on, and
 * then the other rows of `V` are kept orthonormal to it (Gram–Schmidt, twice), since `do_das` patches a
 * subspace only along orthonormal rows. Null where `v` is no direction, or where another row would vanish.
 */
export function setDirection(doc: Document, v: Row): Document | null {
  const kept = doc.unitLength ? normalised(v) : valid(v) && v.some((x) => x !== 0) ? v : null;
  if (!kept) return null;
  if (!doc.unitLength || doc.V.length === 1) return { ...doc, V: replaceRow(doc.V, doc.direction, kept) };
  const basis: Row[] = [kept];
  const rows: Row[] = [];
  for (const [i, row] of doc.V.entries()) {
    if (i === doc.direction) {
      rows.push(kept);
      continue;
    }
    const rest = normalised(awayFrom(awayFrom(row, basis), basis));
    if (!rest) return null;
    basis.push(rest);
    rows.push(rest);
  }
  return { ...doc, V: rows };
}

/** `row` less its parts along the orthonormal `basis`. */
function awayFrom(row: Row, basis: readonly Row[]): Row {
  let rest = row;
  for (const q of basis) {
    const along = rest.reduce((sum, x, i) => sum + x * (q[i] ?? 0), 0);
    rest = rest.map((x, i) => x - along * (q[i] ?? 0));
  }
  return rest;
}

/** The document with the base of the pair on screen replaced; null where it is not finite or too large. */
export const setBase = (doc: Document, b: Row): Document | null =>
  valid(b) ? { ...doc, base: replaceRow(doc.base, doc.pair, b) } : null;

/** The document with the source of the pair on screen replaced; null where it is not finite or too large. */
export const setSource = (doc: Document, s: Row): Document | null =>
  valid(s) ? { ...doc, source: replaceRow(doc.source, doc.pair, s) } : null;

/** The document with column `j` of `W` replaced; null where it is not finite or too large. */
export const setColumn = (doc: Document, j: number, column: Row): Document | null =>
  valid(column)
    ? { ...doc, W: doc.W.map((row, i) => row.map((x, l) => (l === j ? (column[i] ?? 0) : x))) }
    : null;

/** Column `j` of `W`, length d. */
export const columnOf = (doc: Document, j: number): Row => doc.W.map((row) => row[j] ?? 0);
