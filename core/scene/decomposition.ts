import type { Analysis } from '#core/analysis/types.ts';
import { directionScale } from '#core/arrows/directionScale.ts';
import type { Document } from '#core/document/schema.ts';
import { add, length, scale, toVec3, unit, type Vec3 } from '#core/linalg/vec3.ts';
import type { LabelMark, LineMark, Mark, PathMark } from './marks.ts';

const ORIGIN: Vec3 = [0, 0, 0];
const QUIET = { role: 'muted', arrow: null, weight: 'normal' } as const;

/** Below this share of `‖v‖` a part counts as zero: its drop line and angle are not drawn. */
const NEGLIGIBLE = 1e-6;

/** The radius of the arc, as a share of `‖v‖`, and its number of pieces. */
const ARC = 0.3;
const PIECES = 32;

/** The side of the right-angle mark, as a share of `‖v‖`. */
const CORNER = 0.09;

const DROP_LINE = { ...QUIET, kind: 'line', dashed: true, width: 1.25 } as const;

/**
 * How `v` falls apart into `v_row + v_null`: the two dashed drop lines, the right angle at the foot of `v` in
 * the column space, and the arc of the angle between `v` and the column space, in degrees. Nothing where `v`
 * lies in one of the two spaces (there is no angle to show, or a right one).
 */
export function decompositionMarks(document: Document, analysis: Analysis): Mark[] {
  const i = document.direction;
  const drawn = (rows: readonly (readonly number[])[]): Vec3 =>
    scale(toVec3(rows[i] ?? []), directionScale(document));
  const row = drawn(analysis.direction.vRow);
  const nul = drawn(analysis.direction.vNull);
  const tip = drawn(document.V);
  const norm = length(tip);
  const along = unit(row);
  const across = unit(nul);
  const shares = Math.min(length(row), length(nul)) / norm;
  if (!along || !across || !(shares > NEGLIGIBLE)) return [];
  const toRow: LineMark = { ...DROP_LINE, id: 'drop:row', from: tip, to: row };
  const toNull: LineMark = { ...DROP_LINE, id: 'drop:null', from: tip, to: nul };
  const angle = Math.atan2(length(nul), length(row));
  const side = Math.min(CORNER * norm, 0.4 * length(row), 0.4 * length(nul));
  return [
    toRow,
    toNull,
    cornerAt(row, scale(along, -side), scale(across, side)),
    ...arc(along, across, angle, norm),
  ];
}

/** The right-angle mark at `foot` between the directions `a` and `b` (as long as its sides). */
function cornerAt(foot: Vec3, a: Vec3, b: Vec3): PathMark {
  return {
    ...QUIET,
    kind: 'path',
    id: 'rightAngle',
    points: [add(foot, a), add(add(foot, a), b), add(foot, b)],
    dashed: false,
    width: 1,
  };
}

/** The arc from the column space up to `v`, with its angle. */
function arc(along: Vec3, across: Vec3, angle: number, norm: number): Mark[] {
  const at = (t: number, radius: number): Vec3 =>
    add(scale(along, radius * Math.cos(t)), scale(across, radius * Math.sin(t)));
  const radius = ARC * norm;
  const path: PathMark = {
    ...QUIET,
    kind: 'path',
    id: 'angle',
    points: Array.from({ length: PIECES + 1 }, (_, j) => at((angle * j) / PIECES, radius)),
    dashed: false,
    width: 1,
  };
  const label: LabelMark = {
    ...QUIET,
    kind: 'label',
    id: 'angle:label',
    at: at(angle / 2, radius),
    from: ORIGIN,
    tex: null,
    plain: degrees(angle),
    size: 11,
  };
  return [path, label];
}

/** An angle in degrees to a tenth, as on a protractor: the panel has all its digits. */
const degrees = (angle: number): string => `${((angle * 180) / Math.PI).toFixed(1)}°`;
