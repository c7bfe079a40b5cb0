import type { Analysis } from '#core/analysis/types.ts';
import { arrowOf } from '#core/arrows/arrows.ts';
import type { ArrowId, ConstraintSpec } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { add, cross, dot, length, scale, sub, toVec3, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf, project, unitsPerPixel } from '#core/scene/camera.ts';
import { rotate } from './rotate.ts';

/** Where a key sends a grabbed tip, as the viewer sees it. */
export type NudgeKey = 'left' | 'right' | 'up' | 'down' | 'nearer' | 'farther';

export type NudgeStep = 'normal' | 'coarse' | 'fine';

/** One press moves a tip by so many pixels, or on a sphere by so many degrees. */
const PIXELS: Readonly<Record<NudgeStep, number>> = { normal: 8, coarse: 40, fine: 1 };
const DEGREES: Readonly<Record<NudgeStep, number>> = { normal: 2, coarse: 10, fine: 0.2 };

/** Beside the eye a pixel is nothing: a press moves at least this share of what it moves at the target. */
const LEAST = 0.01;

/** A direction that is less than this of a unit vector is none. */
const NO_DIRECTION = 0.05;

/**
 * The document after one press of a key on a grabbed arrow: the tip moves within its constraint, as near to
 * the key's direction on screen as that allows, and always moves. Null where the arrow is fixed or locked,
 * or the result is no valid document.
 */
export function nudge(
  id: ArrowId,
  document: Document,
  analysis: Analysis,
  camera: Camera,
  key: NudgeKey,
  step: NudgeStep,
): Document | null {
  const arrow = arrowOf(document, id);
  if (!analysis.subspaces || document.view.locked.includes(id)) return null;
  const tip = toVec3(arrow.tip(document, analysis));
  const flat = document.W.length === 2;
  const moved = movedTip(arrow.constraint(document, analysis), tip, camera, key, step, flat);
  return moved && arrow.edit(document, analysis, moved.slice(0, document.W.length));
}

function movedTip(
  spec: ConstraintSpec,
  tip: Vec3,
  camera: Camera,
  key: NudgeKey,
  step: NudgeStep,
  flat: boolean,
): Vec3 | null {
  const wanted = screenDirection(camera, key);
  if (spec.kind === 'fixed') return null;
  if (spec.kind === 'sphere') return turned(spec, tip, camera, wanted, (DEGREES[step] * Math.PI) / 180, flat);
  const perPixel = Math.max(
    Math.abs(project(camera, tip).unitsPerPixel),
    LEAST * unitsPerPixel(camera, far(camera)),
  );
  const way = spec.kind === 'viewPlane' ? wanted : within(spec, wanted, camera);
  return way && add(tip, scale(way, PIXELS[step] * perPixel));
}

/** How far what the camera looks at is. */
const far = ({ pose }: Camera): number => length(sub(pose.target, pose.position));

function screenDirection(camera: Camera, key: NudgeKey): Vec3 {
  const { right, up, forward } = frameOf(camera.pose);
  const ways: Record<NudgeKey, Vec3> = {
    left: scale(right, -1),
    right,
    up,
    down: scale(up, -1),
    nearer: scale(forward, -1),
    farther: forward,
  };
  return ways[key];
}

/** The unit direction within a plane or a line that comes nearest to the wanted one. */
function within(
  spec: Extract<ConstraintSpec, { kind: 'plane' | 'line' }>,
  wanted: Vec3,
  camera: Camera,
): Vec3 | null {
  if (spec.kind === 'line') {
    const along = unit(spec.along);
    if (!along) return null;
    const { right, up, forward } = frameOf(camera.pose);
    // A line across the key's direction still moves: rightwards, upwards or away counts as forwards.
    const tendencies = [wanted, right, up, forward].map((way) => dot(way, along));
    const tendency = tendencies.find((x) => Math.abs(x) >= NO_DIRECTION) ?? 1;
    const against = Math.abs(dot(wanted, along)) < NO_DIRECTION && isBackwards(wanted, camera);
    return scale(along, tendency > 0 !== against ? 1 : -1);
  }
  const normal = unit(spec.normal);
  if (!normal) return null;
  const flat = sub(wanted, scale(normal, dot(wanted, normal)));
  if (length(flat) >= NO_DIRECTION) return unit(flat);
  // The key points out of the plane: the plane is seen edge-on, so depth takes its place.
  const across = unit(cross(normal, cross(frameOf(camera.pose).forward, normal)));
  return across && scale(across, isBackwards(wanted, camera) ? -1 : 1);
}

/** Whether a direction is left, down or nearer. */
function isBackwards(wanted: Vec3, camera: Camera): boolean {
  const { right, up, forward } = frameOf(camera.pose);
  return dot(wanted, right) + dot(wanted, up) + dot(wanted, forward) < 0;
}

/**
 * A point of a sphere, turned towards the wanted direction; one that is there already goes sideways. In a flat
 * picture (d = 2) the sphere is a circle about h₃.
 */
function turned(
  { centre, radius }: Extract<ConstraintSpec, { kind: 'sphere' }>,
  tip: Vec3,
  camera: Camera,
  wanted: Vec3,
  angle: number,
  flat: boolean,
): Vec3 | null {
  const from = unit(sub(tip, centre));
  if (!from) return null;
  const axis = cross(from, wanted);
  if (flat) {
    const forwards = Math.abs(axis[2]) < NO_DIRECTION ? !isBackwards(wanted, camera) : axis[2] > 0;
    return add(centre, scale(rotate(from, [0, 0, 1], forwards ? angle : -angle), radius));
  }
  const usable = length(axis) >= NO_DIRECTION ? axis : cross(from, frameOf(camera.pose).forward);
  const turnedTo = unit(
    rotate(from, length(usable) >= NO_DIRECTION ? usable : frameOf(camera.pose).up, angle),
  );
  return turnedTo && add(centre, scale(turnedTo, radius));
}
