import { analyze } from '#core/analysis/analyze.ts';
import type { Analysis, Figure } from '#core/analysis/types.ts';
import { shownPair } from '#core/arrows/arrows.ts';
import { normalised, replaceRow, setSource } from './edit.ts';
import type { Document, Rows } from './schema.ts';
import type { Slice } from './slice.ts';

type Row = readonly number[];

/** A change of the document that has a name: pure, and one step of the history. */
export interface DocumentCommand {
  readonly id: string;
  readonly title: string;
  readonly keywords: readonly string[];
  /** Why it cannot be done now, as a sentence; null where it can. */
  readonly unavailable: (doc: Document, analysis: Analysis) => string | null;
  /** The changed document. `random` gives numbers from 0 to 1. Only to be called where it is available. */
  readonly run: (doc: Document, analysis: Analysis, random: () => number) => Document;
}

const always = (): null => null;
const isZero = ({ value, bound }: Figure): boolean => Math.abs(value) <= bound;

/** Above so many entries of `W` an analysis takes longer than a command should. */
const QUICK = 100_000;

/**
 * The rows of a part of `V` as the new `V`. For k = 1 it is rescaled to length 1; for k > 1 each row is, so
 * that the subspace is that of the part. Rescaling a short part, or parts that are nearly parallel, magnifies what
 * rounding left in them of the other space: that is taken off again.
 */
function partAsDirections(doc: Document, { direction }: Analysis, part: 'vRow' | 'vNull'): Document {
  const V = orthonormalised(direction[part]) ?? doc.V;
  const once = { ...doc, V };
  if (doc.W.length * (doc.W[0]?.length ?? 0) > QUICK) return once;
  return { ...once, V: orthonormalised(analyze(once).direction[part]) ?? V };
}

/** Gram–Schmidt, twice per row; null where the rows do not span as many dimensions. */
function orthonormalised(rows: readonly Row[]): Rows | null {
  const basis: Row[] = [];
  for (const row of rows) {
    const size = Math.hypot(...row);
    let rest = row;
    for (let pass = 0; pass < 2; pass++) for (const q of basis) rest = minusAlong(rest, q);
    const unit = Math.hypot(...rest) > 1e-12 * size ? normalised(rest) : null;
    if (!unit) return null;
    basis.push(unit);
  }
  return basis;
}

function minusAlong(row: Row, q: Row): Row {
  const along = dot(row, q);
  return row.map((x, i) => x - along * (q[i] ?? 0));
}

const dot = (a: Row, b: Row): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

/** What rounding a number of magnitude 1 to float64 may do to it, twice. */
const STORED = 2 ** -51;

/** The source nearest to the shown one whose difference from the base is orthogonal to every null part. */
function orthogonalSource(doc: Document, { direction }: Analysis): Row {
  const basis = spanOf(direction.vNull);
  const base = doc.base[doc.pair] ?? [];
  let moved: Row = doc.source[doc.pair] ?? [];
  // Twice: the second pass takes off what the rounding of the first one left.
  for (let pass = 0; pass < 2; pass++) {
    for (const q of basis) {
      const along = dot(moved, q) - dot(base, q);
      moved = moved.map((x, i) => x - along * (q[i] ?? 0));
    }
  }
  return moved;
}

/** Whether `δ` is orthogonal to the null parts, as well as rounding `b` and `s` to float64 lets it be. */
function isOrthogonal(doc: Document, analysis: Analysis): boolean {
  const { alphaNull, zeroCase } = shownPair(doc, analysis);
  if (zeroCase === 'deltaOrthogonalToNullPart' || alphaNull.every(isZero)) return true;
  const base = doc.base[doc.pair] ?? [];
  const source = doc.source[doc.pair] ?? [];
  const size = Math.max(...base.map(Math.abs), ...source.map(Math.abs));
  return orthogonalSource(doc, analysis).every((x, i) => Math.abs(x - (source[i] ?? 0)) <= STORED * size);
}

/** A number from the standard normal distribution (Box–Muller). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const normalRow = (d: number, random: () => number): Row =>
  Array.from({ length: d }, () => Number(normal(random).toPrecision(6)));

/** The document with what its slice does not show of the pair changed too. */
const withSlice = (doc: Document, change: (slice: Slice) => Slice): Document =>
  doc.slice ? { ...doc, slice: change(doc.slice) } : doc;

const sourceAsBase = (slice: Slice): Slice => ({
  ...slice,
  outside: { ...slice.outside, source: slice.outside.base },
  hidden: { ...slice.hidden, source: slice.hidden.base, delta: 0 },
  norms: { ...slice.norms, source: slice.norms.base },
});

const swapped = ({ outside, hidden, norms, ...slice }: Slice): Slice => ({
  ...slice,
  outside: { base: outside.source, source: outside.base },
  hidden: { ...hidden, base: hidden.source, source: hidden.base },
  norms: { base: norms.source, source: norms.base },
});

/** Every command, in the order of the palette. */
export const documentCommands: readonly DocumentCommand[] = [
  {
    id: 'makeHonest',
    title: 'Make v honest: v ← v̂_row',
    keywords: ['column space', 'faithful', 'row part'],
    unavailable: (_, { direction }) => {
      if (isZero(direction.rowNorm)) return 'v has no row part.';
      if (!orthonormalised(direction.vRow))
        return 'The row parts of the directions do not span as many dimensions.';
      return isZero(direction.nullNorm) ? 'v lies in the column space already.' : null;
    },
    run: (doc, analysis) => partAsDirections(doc, analysis, 'vRow'),
  },
  {
    id: 'makeNull',
    title: 'Make v purely null: v ← v̂_null',
    keywords: ['null space', 'disconnected', 'null part'],
    unavailable: (_, { direction }) => {
      if (isZero(direction.nullNorm)) return 'v has no null part.';
      if (!orthonormalised(direction.vNull))
        return 'The null parts of the directions do not span as many dimensions.';
      return isZero(direction.rowNorm) ? 'v lies in the null space already.' : null;
    },
    run: (doc, analysis) => partAsDirections(doc, analysis, 'vNull'),
  },
  {
    id: 'makeDeltaOrthogonal',
    title: 'Make δ ⟂ v_null, by the smallest move of s',
    keywords: ['delta', 'orthogonal', 'dormant', 'no missing effect'],
    unavailable: (doc, analysis) => {
      if (isZero(analysis.direction.nullNorm)) return 'v has no null part.';
      return isOrthogonal(doc, analysis) ? 'δ is orthogonal to v_null already.' : null;
    },
    run: (doc, analysis) => setSource(doc, orthogonalSource(doc, analysis)) ?? doc,
  },
  {
    id: 'setSourceToBase',
    title: 'Set s = b',
    keywords: ['source', 'base', 'no difference'],
    unavailable: (doc, analysis) =>
      shownPair(doc, analysis).deltaNorm.value === 0 ? 's is b already.' : null,
    run: (doc) => withSlice(setSource(doc, doc.base[doc.pair] ?? []) ?? doc, sourceAsBase),
  },
  {
    id: 'normalise',
    title: 'Normalise v',
    keywords: ['normalize', 'unit', 'length 1', 'orthonormal'],
    unavailable: (doc) => {
      const next = orthonormalised(doc.V);
      if (!next) return 'The directions are linearly dependent.';
      return doc.V.every((row, j) => row.every((x, i) => Math.abs(x - (next[j]?.[i] ?? 0)) <= STORED))
        ? 'v has length 1 already.'
        : null;
    },
    run: (doc) => ({ ...doc, V: orthonormalised(doc.V) ?? doc.V }),
  },
  {
    id: 'toggleUnitLength',
    title: 'Keep v at length 1, or free its length',
    keywords: ['unit', 'lock', 'norm'],
    unavailable: always,
    // `V` stays as it is: its length changes with the next edit, or by “Normalise v”.
    run: (doc) => ({ ...doc, unitLength: !doc.unitLength }),
  },
  {
    id: 'swapPair',
    title: 'Swap b and s',
    keywords: ['exchange', 'base', 'source', 'reverse'],
    unavailable: (doc, analysis) =>
      shownPair(doc, analysis).deltaNorm.value === 0 ? 's and b are the same.' : null,
    run: (doc) =>
      withSlice(
        {
          ...doc,
          base: replaceRow(doc.base, doc.pair, doc.source[doc.pair] ?? []),
          source: replaceRow(doc.source, doc.pair, doc.base[doc.pair] ?? []),
        },
        swapped,
      ),
  },
  {
    id: 'randomise',
    title: 'Randomise v, b and s',
    keywords: ['random', 'shuffle', 'randomize'],
    unavailable: always,
    run: (doc, _, random) => {
      const d = doc.W.length;
      const V = orthonormalised(doc.V.map(() => normalRow(d, random))) ?? doc.V;
      const base = replaceRow(doc.base, doc.pair, normalRow(d, random));
      return { ...doc, V, base, source: replaceRow(doc.source, doc.pair, normalRow(d, random)) };
    },
  },
  {
    id: 'randomiseLayer',
    title: 'Randomise W',
    keywords: ['random', 'layer', 'weights', 'randomize'],
    unavailable: ({ slice }) => (slice ? 'W is that of the whole layer, of which this is a slice.' : null),
    run: (doc, _, random) => ({ ...doc, W: doc.W.map((row) => normalRow(row.length, random)) }),
  },
];

/**
 * An orthonormal basis of the span of the rows; rows that are no more than rounding noise are left out. The
 * longest remainder goes next: nearly parallel rows, taken in their own order, would blow their errors up.
 */
function spanOf(rows: readonly Row[]): readonly Row[] {
  const norm = (row: Row): number => Math.hypot(...row);
  const noise = 1e-12 * Math.max(...rows.map(norm));
  const basis: Row[] = [];
  let rest = [...rows];
  while (rest.length > 0) {
    const longest = rest.reduce((best, row) => (norm(row) > norm(best) ? row : best));
    const cleaned = basis.reduce(minusAlong, longest);
    const unit = norm(longest) > noise ? normalised(cleaned) : null;
    if (!unit) break;
    basis.push(unit);
    rest = rest.filter((row) => row !== longest).map((row) => minusAlong(row, unit));
  }
  return basis;
}
