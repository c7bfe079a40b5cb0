import type { Pose } from '#core/document/schema.ts';
import { add, cross, dot, length, orthogonal, scale, sub, unit, type Vec3 } from '#core/linalg/vec3.ts';

/** The vertical field of view in perspective, radians. */
export const FIELD_OF_VIEW = (35 * Math.PI) / 180;

/** A camera over a picture of `width` × `height` CSS pixels. */
export interface Camera {
  readonly pose: Pose;
  readonly projection: 'perspective' | 'orthographic';
  readonly width: number;
  readonly height: number;
  /** Pixels from the middle of the picture to where the camera looks; none in the window. */
  readonly shift?: { readonly x: number; readonly y: number };
}

/** The pixel at which the camera looks. */
export const middleOf = ({ width, height, shift }: Camera): { readonly x: number; readonly y: number } => ({
  x: width / 2 + (shift?.x ?? 0),
  y: height / 2 + (shift?.y ?? 0),
});

/** Half a line: `direction` has length 1. */
export interface Ray {
  readonly origin: Vec3;
  readonly direction: Vec3;
}

/** A point of the picture: CSS pixels from the top left, and the distance in front of the camera. */
export interface Projected {
  readonly x: number;
  readonly y: number;
  /** Along the view direction, in world units; at most 0 is behind a perspective camera. */
  readonly depth: number;
  /** World units per pixel at that depth. */
  readonly unitsPerPixel: number;
}

/** The orthonormal frame of a camera: right, up, and forward (into the picture). */
export interface Frame {
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
}

/** The frame of a pose; a degenerate `up` is replaced by one that is not. */
export function frameOf(pose: Pose): Frame {
  const forward = unit(sub(pose.target, pose.position)) ?? [0, 0, -1];
  const right = unit(cross(forward, pose.up)) ?? orthogonal(forward);
  return { right, up: cross(right, forward), forward };
}

/** World units per pixel at distance `depth`. */
export function unitsPerPixel(camera: Camera, depth: number): number {
  const distance =
    camera.projection === 'perspective' ? depth : length(sub(camera.pose.target, camera.pose.position));
  return (2 * Math.tan(FIELD_OF_VIEW / 2) * distance) / (camera.height * camera.pose.zoom);
}

/** Where points of the world stand in the picture: `project` for many points under one camera. */
export function projector(camera: Camera): (point: Vec3) => Projected {
  const { right, up, forward } = frameOf(camera.pose);
  const { position } = camera.pose;
  const middle = middleOf(camera);
  return (point) => {
    const relative = sub(point, position);
    const depth = dot(relative, forward);
    const perPixel = unitsPerPixel(camera, depth);
    return {
      x: middle.x + dot(relative, right) / perPixel,
      y: middle.y - dot(relative, up) / perPixel,
      depth,
      unitsPerPixel: perPixel,
    };
  };
}

/** Where a point of the world stands in the picture. */
export const project = (camera: Camera, point: Vec3): Projected => projector(camera)(point);

/** The ray through a pixel, from the eye (perspective) or from the plane of the eye (orthographic). */
export function rayAt(camera: Camera, x: number, y: number): Ray {
  const { right, up, forward } = frameOf(camera.pose);
  const perPixel = unitsPerPixel(camera, 1);
  const middle = middleOf(camera);
  const across = scale(right, (x - middle.x) * perPixel);
  const upward = scale(up, (middle.y - y) * perPixel);
  const offset = add(across, upward);
  if (camera.projection === 'orthographic')
    return { origin: add(camera.pose.position, offset), direction: forward };
  return { origin: camera.pose.position, direction: unit(add(forward, offset)) ?? forward };
}
