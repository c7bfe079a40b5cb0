import type { Pose } from '#core/document/schema.ts';
import type { Camera } from '#core/scene/camera.ts';
import { dolly, pan } from '#core/scene/orbit.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Two fingers: their middle, and how far apart they are; pixels. */
export interface Pinch {
  readonly x: number;
  readonly y: number;
  readonly apart: number;
}

export const pinchOf = (a: Point, b: Point): Pinch => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
  apart: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)),
});

/** The pose after two fingers moved: the picture follows their middle, and grows as they part. */
export function pinched(
  camera: Camera,
  from: Pinch,
  to: Pinch,
  { nearest, farthest }: { readonly nearest: number; readonly farthest: number },
): Pose {
  const shifted = pan(camera, to.x - from.x, to.y - from.y);
  return dolly({ ...camera, pose: shifted }, from.apart / to.apart, to.x, to.y, nearest, farthest);
}
