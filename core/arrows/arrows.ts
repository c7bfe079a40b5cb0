import type { Analysis, PairAnalysis } from '#core/analysis/types.ts';
import { columnOf, setBase, setColumn, setDirection, setSource } from '#core/document/edit.ts';
import type { Document } from '#core/document/schema.ts';
import { cross, orthogonal, toVec3, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { directionScale } from './directionScale.ts';
import type { Arrow, ArrowId, ConstraintSpec } from './types.ts';

type Row = readonly number[];

const ORIGIN: Vec3 = [0, 0, 0];
const DERIVED: ConstraintSpec = { kind: 'fixed', reason: 'follows from the others' };
const VIEW_PLANE: ConstraintSpec = { kind: 'viewPlane' };

/** Anywhere: facing the viewer, or in the plane or on the line that a picture of d < 3 is. */
function anywhere({ W }: Document): ConstraintSpec {
  if (W.length === 1) return { kind: 'line', through: ORIGIN, along: [1, 0, 0], name: 'h₁ axis' };
  if (W.length === 2)
    return { kind: 'plane', through: ORIGIN, normal: [0, 0, 1], name: 'plane of h₁ and h₂' };
  return VIEW_PLANE;
}

const zeros = (doc: Document): Row => doc.W.map(() => 0);
const plus = (a: Row, b: Row): Row => a.map((x, i) => x + (b[i] ?? 0));
const minus = (a: Row, b: Row): Row => a.map((x, i) => x - (b[i] ?? 0));
const times = (a: Row, factor: number): Row => (factor === 1 ? a : a.map((x) => factor * x));
const baseOf = (doc: Document): Row => doc.base[doc.pair] ?? [];
const sourceOf = (doc: Document): Row => doc.source[doc.pair] ?? [];
const rowOf = (rows: readonly Row[], i: number): Row => rows[i] ?? [];

/** The analysis of the pair on screen. */
export function shownPair(doc: Document, analysis: Analysis): PairAnalysis {
  const pair = analysis.pairs[doc.pair];
  if (!pair) throw new RangeError(`the analysis has no pair ${doc.pair}`);
  return pair;
}

/** The constraint "within the subspace spanned by these orthonormal rows", in 3-D. */
export function subspaceConstraint(basis: readonly Row[], name: string): ConstraintSpec {
  const [a, b] = basis.map(toVec3);
  if (!a) return { kind: 'fixed', reason: `the ${name} is zero` };
  if (!b) return { kind: 'line', through: ORIGIN, along: a, name };
  if (basis.length > 2) return VIEW_PLANE;
  return { kind: 'plane', through: ORIGIN, normal: unit(cross(a, b)) ?? orthogonal(a), name };
}

type Own = Pick<Arrow, 'id' | 'group' | 'tex' | 'plain' | 'name' | 'role' | 'entries'> & Partial<Arrow>;

/** Fills in what most arrows share: filled, solid, from the origin, derived. */
const arrow = (own: Own): Arrow => ({
  head: 'filled',
  dashed: false,
  drawing: 'arrow',
  width: 2.5,
  bound: () => 0,
  tail: zeros,
  tip: (doc, analysis) => own.entries(doc, analysis) ?? zeros(doc),
  given: false,
  constraint: () => DERIVED,
  edit: () => null,
  ...own,
});

/** `v` or a part of it: drawn longer or shorter than it is where that makes it comparable to the activations. */
const scaled = (own: Own & Pick<Arrow, 'edit'>): Arrow =>
  arrow({
    ...own,
    tip: (doc, analysis) => times(own.entries(doc, analysis) ?? zeros(doc), directionScale(doc)),
    edit: (doc, analysis, tip) => own.edit(doc, analysis, times(tip, 1 / directionScale(doc))),
  });

/** A hollow arrow from the tip of `b` to a patched activation. */
const patched = (own: Own): Arrow =>
  arrow({ head: 'hollow', width: 1.75, tail: baseOf, ...own, group: 'patched' });

const DIRECTION: readonly Arrow[] = [
  scaled({
    id: 'v',
    group: 'direction',
    tex: '\\mathbf{v}',
    plain: 'v',
    name: 'direction v',
    role: 'ink',
    width: 3,
    given: true,
    entries: (doc) => rowOf(doc.V, doc.direction),
    constraint: (doc) =>
      doc.unitLength
        ? { kind: 'sphere', centre: ORIGIN, radius: directionScale(doc), name: 'unit sphere' }
        : anywhere(doc),
    edit: (doc, _, tip) => setDirection(doc, tip),
  }),
  scaled({
    id: 'vRow',
    group: 'direction',
    tex: '\\mathbf{v}_{\\mathrm{row}}',
    plain: 'v_row',
    name: 'row part of v',
    role: 'column',
    entries: (doc, { direction }) => rowOf(direction.vRow, doc.direction),
    bound: (_, { certificate }) => certificate.bound,
    constraint: (_, { subspaces }) => subspaceConstraint(subspaces?.column ?? [], 'column space'),
    edit: (doc, { direction }, tip) => setDirection(doc, plus(tip, rowOf(direction.vNull, doc.direction))),
  }),
  scaled({
    id: 'vNull',
    group: 'direction',
    tex: '\\mathbf{v}_{\\mathrm{null}}',
    plain: 'v_null',
    name: 'null part of v',
    role: 'null',
    entries: (doc, { direction }) => rowOf(direction.vNull, doc.direction),
    bound: (_, { certificate }) => certificate.bound,
    constraint: (_, { subspaces }) => subspaceConstraint(subspaces?.null ?? [], 'null space'),
    edit: (doc, { direction }, tip) => setDirection(doc, plus(tip, rowOf(direction.vRow, doc.direction))),
  }),
];

const PAIR: readonly Arrow[] = [
  arrow({
    id: 'b',
    group: 'pair',
    tex: '\\mathbf{b}',
    plain: 'b',
    name: 'base b',
    role: 'base',
    given: true,
    entries: baseOf,
    constraint: anywhere,
    edit: (doc, _, tip) => setBase(doc, tip),
  }),
  arrow({
    id: 's',
    group: 'pair',
    tex: '\\mathbf{s}',
    plain: 's',
    name: 'source s',
    role: 'source',
    drawing: 'point',
    given: true,
    entries: sourceOf,
    constraint: anywhere,
    edit: (doc, _, tip) => setSource(doc, tip),
  }),
  arrow({
    id: 'delta',
    group: 'pair',
    tex: '\\boldsymbol{\\delta}',
    plain: 'δ',
    name: 'difference δ = s − b',
    role: 'muted',
    dashed: true,
    width: 2,
    entries: (doc) => minus(sourceOf(doc), baseOf(doc)),
    // One rounding, of the subtraction.
    bound: (doc, _, i) => 2 ** -53 * Math.abs((sourceOf(doc)[i] ?? 0) - (baseOf(doc)[i] ?? 0)),
    tail: baseOf,
    tip: sourceOf,
    constraint: anywhere,
    edit: (doc, _, tip) => setSource(doc, tip),
  }),
];

const PATCHED: readonly Arrow[] = [
  patched({
    id: 'hDas',
    group: 'patched',
    tex: '\\mathbf{h}_{\\mathrm{das}}',
    plain: 'h_das',
    name: 'b patched along v',
    role: 'ink',
    entries: (doc, analysis) => shownPair(doc, analysis).patched.das,
    bound: (doc, analysis) => shownPair(doc, analysis).entryBounds.das,
  }),
  patched({
    id: 'hRow',
    group: 'patched',
    tex: '\\mathbf{h}_{\\mathrm{row}}',
    plain: 'h_row',
    name: 'b patched along the row part',
    role: 'column',
    entries: (doc, analysis) => shownPair(doc, analysis).patched.row,
    bound: (doc, analysis) => shownPair(doc, analysis).entryBounds.row,
  }),
  patched({
    id: 'hNull',
    group: 'patched',
    tex: '\\mathbf{h}_{\\mathrm{null}}',
    plain: 'h_null',
    name: 'b patched along the null part',
    role: 'null',
    entries: (doc, analysis) => shownPair(doc, analysis).patched.null,
    bound: (doc, analysis) => shownPair(doc, analysis).entryBounds.null,
  }),
];

/** Column `j` of `W`; alone it is called `W`. */
const column = (j: number, m: number): Arrow =>
  arrow({
    id: `w${j}`,
    group: 'layer',
    tex: m === 1 ? 'W' : `\\mathbf{w}_{${j + 1}}`,
    plain: m === 1 ? 'W' : `w_${j + 1}`,
    name: m === 1 ? 'the column of W' : `column ${j + 1} of W`,
    role: 'column',
    width: 1.5,
    given: true,
    entries: (doc) => columnOf(doc, j),
    constraint: anywhere,
    edit: (doc, _, tip) => setColumn(doc, j, tip),
  });

/** Columns of `W` beyond these have no row or arrow of their own. */
export const MOST_COLUMNS = 12;

/** The arrows of documents whose `W` has one column, two, …, and more than have a row of their own. */
const ARROWS: readonly (readonly Arrow[])[] = Array.from({ length: MOST_COLUMNS + 2 }, (_, m) => [
  ...Array.from({ length: Math.min(m, MOST_COLUMNS) }, (_, j) => column(j, m)),
  ...DIRECTION,
  ...PAIR,
  ...PATCHED,
]);

/**
 * Every arrow of a document, in the order of the objects panel: layer, direction, pair, patched. The columns of W lie
 * outside of an exact slice, so it has none of them.
 */
export const arrowsOf = ({ W, slice }: Document): readonly Arrow[] =>
  (slice ? ARROWS[0] : ARROWS[Math.min(W[0]?.length ?? 0, MOST_COLUMNS + 1)]) ?? [];

/** The arrow with this id. Throws a RangeError where the document has none. */
export function arrowOf(doc: Document, id: ArrowId): Arrow {
  const found = arrowsOf(doc).find((a) => a.id === id);
  if (!found) throw new RangeError(`no arrow ${id}`);
  return found;
}
