import type { Pose } from '#core/document/schema.ts';
import { add, length, scale, sub, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf, unitsPerPixel } from './camera.ts';
import { poseOf, turntableOf, wrapped } from './turntable.ts';

/** Radians per pixel: half a turn takes about 500 px. */
const TURN = Math.PI / 500;

const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/** The pose turned about its target by a pointer that moved (dx, dy) pixels; it stops at the poles. */
export function orbit(pose: Pose, dx: number, dy: number): Pose {
  const { azimuth, elevation, distance } = turntableOf(pose);
  const turned = {
    azimuth: wrapped(azimuth - dx * TURN),
    elevation: clamp(elevation + dy * TURN, -Math.PI / 2, Math.PI / 2),
    distance,
  };
  return poseOf(turned, pose.target, pose.zoom);
}

/** The pose shifted so that what was at the depth of the target follows the pointer by (dx, dy) pixels. */
export function pan(camera: Camera, dx: number, dy: number): Pose {
  const { pose } = camera;
  const perPixel = unitsPerPixel(camera, length(sub(pose.target, pose.position)));
  const { right, up } = frameOf(pose);
  return shifted(pose, add(scale(right, -dx * perPixel), scale(up, dy * perPixel)));
}

/**
 * The pose `factor` times as far from its target, between `nearest` and `farthest`; the point at the depth of
 * the target that is under pixel (x, y) stays there, in either projection.
 */
export function dolly(
  camera: Camera,
  factor: number,
  x: number,
  y: number,
  nearest: number,
  farthest: number,
): Pose {
  const { pose } = camera;
  const arm = sub(pose.position, pose.target);
  const distance = length(arm);
  const ratio = clamp(distance * factor, nearest, farthest) / distance;
  const moved: Pose = { ...pose, position: add(pose.target, scale(arm, ratio)) };
  return shifted(moved, underPointer(camera, distance, 1 - ratio, x, y));
}

/** The pose with its picture magnified `factor` times about pixel (x, y), within the limits of a pose. */
export function zoom(camera: Camera, factor: number, x: number, y: number): Pose {
  const { pose } = camera;
  const magnified = clamp(pose.zoom * factor, 1e-3, 1e3);
  const distance = length(sub(pose.position, pose.target));
  const shift = underPointer(camera, distance, 1 - pose.zoom / magnified, x, y);
  return shifted({ ...pose, zoom: magnified }, shift);
}

const shifted = (pose: Pose, by: Vec3): Pose => ({
  ...pose,
  position: add(pose.position, by),
  target: add(pose.target, by),
});

/** The step across the view that brings the camera `share` of the way to the pixel. */
function underPointer(camera: Camera, distance: number, share: number, x: number, y: number): Vec3 {
  const { right, up } = frameOf(camera.pose);
  const perPixel = unitsPerPixel(camera, distance) * share;
  return add(scale(right, (x - camera.width / 2) * perPixel), scale(up, (camera.height / 2 - y) * perPixel));
}
