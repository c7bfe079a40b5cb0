import type { Analysis } from '#core/analysis/types.ts';
import { type AxisName, axisNames } from '#core/arrows/axisNames.ts';
import { directionScale } from '#core/arrows/directionScale.ts';
import type { ArrowId } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { add, dot, length, scale, sub, toVec3, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, project } from '#core/scene/camera.ts';
import type { Snap } from './types.ts';

/** How near a tip must come to a snap, pixels. */
export const SNAP_RADIUS = 10;

/** Something that may hold: its words, and the place nearest to a free tip at which it does (null: nowhere). */
interface Candidate {
  readonly id: string;
  readonly label: string;
  /** Of the set of places: 0 for a point, 1 for a line, and so on. */
  readonly dimension: number;
  readonly nearest: (tip: Vec3) => Vec3 | null;
}

const ORIGIN: Vec3 = [0, 0, 0];
const UNITS: readonly Vec3[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/**
 * The snap that a tip near it falls into: of those within `SNAP_RADIUS` pixels a point before a line before a
 * plane (a plane through a point is never farther than the point), then the nearest, then the first.
 */
export function findSnap(
  doc: Document,
  analysis: Analysis,
  id: ArrowId,
  tip: Vec3,
  camera: Camera,
): Snap | null {
  const here = project(camera, tip);
  let best: Snap | null = null;
  let least = { dimension: Number.POSITIVE_INFINITY, distance: SNAP_RADIUS };
  for (const { id: name, label, dimension, nearest } of candidatesOf(doc, analysis, id)) {
    const place = nearest(tip);
    if (!place) continue;
    const there = project(camera, place);
    const distance = Math.hypot(there.x - here.x, there.y - here.y);
    const closer =
      dimension < least.dimension || (dimension === least.dimension && distance < least.distance);
    if (distance < SNAP_RADIUS && closer) {
      best = { id: name, label, tip: place };
      least = { dimension, distance };
    }
  }
  return best;
}

/** Every snap of an arrow: the places where a zero case holds (docs/mathematics.md), and the axes. */
export function candidatesOf(doc: Document, analysis: Analysis, id: ArrowId): readonly Candidate[] {
  if (!analysis.subspaces) return [];
  const space = spaces(doc, analysis);
  if (id === 'v') return ofDirection(doc, space);
  if (id === 'vRow') return ofRowPart(space);
  if (id === 'vNull') return ofNullPart(space);
  const shown = doc.slice && doc.slice.hidden.delta > 0 ? ' within the slice' : '';
  if (id === 's' || id === 'delta') return ofPair(space, space.b, 1, shown);
  if (id === 'b') return ofPair(space, space.s, -1, shown);
  return id.startsWith('w') ? ofColumn(space, axisNames(doc)) : [];
}

interface Spaces {
  /** Projections on the column space and on the null space. */
  readonly P: (x: Vec3) => Vec3;
  readonly N: (x: Vec3) => Vec3;
  readonly rank: number;
  readonly nullity: number;
  readonly b: Vec3;
  readonly s: Vec3;
  readonly delta: Vec3;
  readonly v: Vec3;
  readonly vNull: Vec3;
}

function spaces(doc: Document, { subspaces, direction }: Analysis): Spaces {
  const onto = (rows: readonly (readonly number[])[]) => {
    const basis = rows.map(toVec3);
    return (x: Vec3): Vec3 => basis.reduce((sum, q) => add(sum, scale(q, dot(q, x))), ORIGIN);
  };
  const b = toVec3(doc.base[doc.pair] ?? []);
  const s = toVec3(doc.source[doc.pair] ?? []);
  return {
    P: onto(subspaces?.column ?? []),
    N: onto(subspaces?.null ?? []),
    rank: subspaces?.column.length ?? 0,
    nullity: subspaces?.null.length ?? 0,
    b,
    s,
    delta: sub(s, b),
    v: toVec3(doc.V[doc.direction] ?? []),
    vNull: toVec3(direction.vNull[doc.direction] ?? []),
  };
}

/** `x` less its part along `a`; null where `a` is zero. */
function away(x: Vec3, a: Vec3): Vec3 | null {
  const along = unit(a);
  if (!along) return null;
  const once = sub(x, scale(along, dot(x, along)));
  // Twice: the second pass takes off what the rounding of the first one left.
  return sub(once, scale(along, dot(once, along)));
}

/** `x` on the line along `a`; null where `a` is zero. */
function onto(x: Vec3, a: Vec3): Vec3 | null {
  const along = unit(a);
  return along && scale(along, dot(x, along));
}

function ofDirection(doc: Document, { P, N, rank, nullity, delta }: Spaces): readonly Candidate[] {
  const fitted = (place: Vec3 | null): Vec3 | null => {
    const along = place && doc.unitLength ? unit(place) : null;
    return along ? scale(along, directionScale(doc)) : doc.unitLength ? null : place;
  };
  const proper = rank > 0 && nullity > 0;
  // On the unit sphere there is one dimension less.
  const line = doc.unitLength ? 0 : 1;
  return [
    {
      id: 'inColumnSpace',
      label: 'in the column space',
      dimension: line + rank - 1,
      nearest: (tip) => (proper ? fitted(P(tip)) : null),
    },
    {
      id: 'inNullSpace',
      label: 'in the null space',
      dimension: line + nullity - 1,
      nearest: (tip) => (proper ? fitted(N(tip)) : null),
    },
    { id: 'alongDelta', label: 'along δ', dimension: line, nearest: (tip) => fitted(onto(tip, delta)) },
    {
      id: 'nullPartOrthogonal',
      label: 'v_null ⟂ δ',
      dimension: line + rank + nullity - 2,
      // v_null · δ = v · δ_null. Where the null space is a line, that is the column space.
      nearest: (tip) => (nullity > 1 ? fitted(away(tip, N(delta))) : null),
    },
    ...UNITS.map((axis, i) => ({
      id: `along${i + 1}`,
      label: `along ${axisNames(doc)[i]?.plain ?? ''}`,
      dimension: line,
      nearest: (tip: Vec3) => fitted(onto(tip, axis)),
    })),
  ];
}

/** A part that vanishes leaves the other one, so that one must not be zero. */
const ofRowPart = ({ vNull }: Spaces): readonly Candidate[] => [
  {
    id: 'inNullSpace',
    label: 'v in the null space',
    dimension: 0,
    nearest: () => (length(vNull) > 0 ? ORIGIN : null),
  },
];

const ofNullPart = ({ N, P, v, delta, nullity }: Spaces): readonly Candidate[] => [
  {
    id: 'inColumnSpace',
    label: 'v in the column space',
    dimension: 0,
    nearest: () => (length(P(v)) > 0 ? ORIGIN : null),
  },
  {
    id: 'nullPartOrthogonal',
    label: 'v_null ⟂ δ',
    dimension: nullity - 1,
    nearest: (tip) => (nullity > 1 ? away(tip, N(delta)) : null),
  },
];

/**
 * For `s` (sign 1) with `fixed` = b, and for `b` (sign −1) with `fixed` = s. `shown` says that a δ of which a part is not
 * shown is meant as it is seen.
 */
function ofPair(
  { P, N, rank, nullity, vNull }: Spaces,
  fixed: Vec3,
  sign: 1 | -1,
  shown: string,
): readonly Candidate[] {
  const place = (change: (delta: Vec3) => Vec3 | null) => (tip: Vec3) => {
    const delta = change(scale(sub(tip, fixed), sign));
    return delta && add(fixed, scale(delta, sign));
  };
  const proper = rank > 0 && nullity > 0;
  return [
    { id: 'sourceIsBase', label: `s = b${shown}`, dimension: 0, nearest: () => fixed },
    {
      id: 'deltaInColumnSpace',
      label: `δ in the column space${shown}`,
      dimension: rank,
      nearest: place((delta) => (proper ? P(delta) : null)),
    },
    {
      id: 'deltaInNullSpace',
      label: `δ in the null space${shown}`,
      dimension: nullity,
      nearest: place((delta) => (proper ? N(delta) : null)),
    },
    {
      id: 'deltaOrthogonal',
      label: 'δ ⟂ v_null',
      dimension: rank + nullity - 1,
      nearest: place((delta) => away(delta, vNull)),
    },
  ];
}

const ofColumn = ({ v, rank, nullity }: Spaces, names: readonly AxisName[]): readonly Candidate[] => [
  { id: 'alongV', label: 'along v', dimension: 1, nearest: (tip) => onto(tip, v) },
  { id: 'orthogonalToV', label: '⟂ v', dimension: rank + nullity - 1, nearest: (tip) => away(tip, v) },
  ...UNITS.map((axis, i) => ({
    id: `along${i + 1}`,
    label: `along ${names[i]?.plain ?? ''}`,
    dimension: 1,
    nearest: (tip: Vec3) => onto(tip, axis),
  })),
];
