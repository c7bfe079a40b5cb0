import type { ConstraintSpec } from '#core/arrows/types.ts';
import { cross, dot, scale, sub, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf } from '#core/scene/camera.ts';
import type { Modifiers } from './types.ts';

/** A drag without any key held. */
export const NO_MODIFIERS: Modifiers = { dominant: false, depth: false, invertSnap: false, axis: null };

interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Shift: only the larger of the two components of the pointer's way. */
export function dominantOnly(from: Pixel, to: Pixel): Pixel {
  return Math.abs(to.x - from.x) >= Math.abs(to.y - from.y) ? { x: to.x, y: from.y } : { x: from.x, y: to.y };
}

const AXES: readonly Vec3[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/**
 * The constraint with an axis lock or Alt added to it, always within the arrow's own:
 * - X, Y, Z: in the view plane, the line along that axis; in a plane, its projection on the plane; on a
 *   sphere, the great circle through the tip towards the axis; on a line nothing changes.
 * - Alt: in the view plane, the line of sight; in a plane, the line along the arrow; else nothing changes.
 */
export function narrowed(
  spec: ConstraintSpec,
  tip: Vec3,
  tail: Vec3,
  camera: Camera,
  modifiers: Modifiers,
): Narrowed {
  const line = (along: Vec3 | null, name: string): Narrowed =>
    along ? { kind: 'along', line: { kind: 'line', through: tip, along, name } } : { kind: 'free', spec };
  const axis = modifiers.axis === null ? null : AXES[modifiers.axis];
  if (axis && spec.kind === 'viewPlane') return line(axis, 'axis');
  if (axis && spec.kind === 'plane') return line(inPlane(axis, spec.normal), 'axis');
  if (axis && spec.kind === 'sphere') {
    const normal = unit(cross(sub(tip, spec.centre), axis));
    return normal ? { kind: 'greatCircle', spec, normal } : { kind: 'free', spec };
  }
  if (modifiers.depth && spec.kind === 'viewPlane')
    return { kind: 'depth', along: frameOf(camera.pose).forward };
  if (modifiers.depth && spec.kind === 'plane') return line(unit(sub(tip, tail)), 'arrow');
  return { kind: 'free', spec };
}

/** How a drag moves once its modifiers are applied. */
export type Narrowed =
  | { readonly kind: 'free'; readonly spec: ConstraintSpec }
  | { readonly kind: 'along'; readonly line: Extract<ConstraintSpec, { kind: 'line' }> }
  /** The way of the pointer upwards is depth. */
  | { readonly kind: 'depth'; readonly along: Vec3 }
  | {
      readonly kind: 'greatCircle';
      readonly spec: Extract<ConstraintSpec, { kind: 'sphere' }>;
      readonly normal: Vec3;
    };

const inPlane = (axis: Vec3, normal: Vec3): Vec3 | null => {
  const n = unit(normal);
  return n && unit(sub(axis, scale(n, dot(axis, n))));
};
