import type { Pose } from '#core/document/schema.ts';
import { add, length, scale, sub, type Vec3 } from '#core/linalg/vec3.ts';
import { frameOf } from './camera.ts';

/** A camera on a turntable whose axis is h₃: it never rolls, and at a pole it still knows its heading. */
export interface Turntable {
  /** Radians about h₃ from h₁, in (−π, π]: the side that the camera looks from. */
  readonly azimuth: number;
  /** Radians above the floor, −π/2 … π/2. */
  readonly elevation: number;
  /** From the target, in world units. */
  readonly distance: number;
}

/** The turntable that looks as `pose` does (any roll of it is dropped). */
export function turntableOf(pose: Pose): Turntable {
  const { right, forward } = frameOf(pose);
  const elevation = Math.asin(Math.min(1, Math.max(-1, -forward[2])));
  const level = Math.hypot(forward[0], forward[1]);
  // At a pole the way to the camera says nothing of the heading, but its right-hand side does.
  const azimuth = level > 1e-6 ? Math.atan2(-forward[1], -forward[0]) : Math.atan2(-right[0], right[1]);
  return { azimuth, elevation, distance: length(sub(pose.position, pose.target)) };
}

/** The direction from the target to the camera, length 1. */
export function eyeOf({ azimuth, elevation }: Pick<Turntable, 'azimuth' | 'elevation'>): Vec3 {
  const level = Math.cos(elevation);
  return [level * Math.cos(azimuth), level * Math.sin(azimuth), Math.sin(elevation)];
}

/** The pose of a turntable about `target`; its `up` is orthogonal to the view, also at the poles. */
export function poseOf(turntable: Turntable, target: Vec3, zoom: number): Pose {
  const { azimuth, elevation, distance } = turntable;
  const sine = Math.sin(elevation);
  return {
    position: add(target, scale(eyeOf(turntable), distance)),
    target,
    up: [-sine * Math.cos(azimuth), -sine * Math.sin(azimuth), Math.cos(elevation)],
    zoom,
  };
}

/** The turntable whose camera stands in this direction; straight up and down keep `heading`. */
export function turntableFrom(eye: Vec3, distance: number, heading: number): Turntable {
  const level = Math.hypot(eye[0], eye[1]);
  const norm = length(eye);
  const azimuth = level > 1e-9 * norm ? Math.atan2(eye[1], eye[0]) : heading;
  return { azimuth, elevation: Math.atan2(eye[2], level), distance };
}

/** An angle in (−π, π]. */
export function wrapped(angle: number): number {
  const turns = angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
  return turns <= -Math.PI ? Math.PI : turns;
}
