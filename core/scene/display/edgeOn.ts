import { cross, dot, length, scale, sub, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf } from '../camera.ts';
import type { PlaneMark } from '../marks.ts';

/** |cos| of the angle between a plane's normal and the view: fully edge-on below `NONE`, a surface above `FULL`. */
const NONE = 0.012;
const FULL = 0.07;

/** A plane so near to edge-on that a line stands for it: how much of the surface is left, and the line. */
export interface PlaneView {
  /** 0: only the line is seen … 1: only the surface. */
  readonly surface: number;
  /** Half the line in which the plane is seen, from its centre. */
  readonly arm: Vec3;
}

/** How a camera sees a patch of a plane. */
export function planeView(mark: PlaneMark, camera: Camera): PlaneView {
  const normal = cross(mark.u, mark.w);
  const { forward, right } = frameOf(camera.pose);
  const sight =
    camera.projection === 'perspective' ? (unit(sub(mark.centre, camera.pose.position)) ?? forward) : forward;
  const t = Math.min(1, Math.max(0, (Math.abs(dot(normal, sight)) - NONE) / (FULL - NONE)));
  const across = unit(cross(normal, sight)) ?? right;
  // A square reaches farther towards its corners than towards its sides.
  const reach = mark.halfSize / Math.max(Math.abs(dot(across, mark.u)), Math.abs(dot(across, mark.w)), 0.5);
  return { surface: t * t * (3 - 2 * t), arm: scale(across, length(across) > 0 ? reach : 0) };
}
