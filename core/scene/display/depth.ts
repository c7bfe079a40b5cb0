import { add, length, scale, sub, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf, projector } from '../camera.ts';
import type { Scene } from '../marks.ts';
import type { ScreenPoint } from './shapes.ts';

/** The depths between which everything is drawn, in world units. */
export interface DepthRange {
  readonly near: number;
  readonly far: number;
}

/** The nearest that anything is drawn to a perspective camera, as a share of the scene. */
const LEAST = 1e-3;

/** The range that holds a scene as seen from a camera; `near` is above 0 in perspective. */
export function depthRange(camera: Camera, scene: Scene): DepthRange {
  const { position } = camera.pose;
  const { forward } = frameOf(camera.pose);
  const middle = -(position[0] * forward[0] + position[1] * forward[1] + position[2] * forward[2]);
  const reach = 1.05 * Math.max(scene.radius, 1.5 * scene.extent);
  const size = Math.max(reach, length(sub(camera.pose.target, position)));
  const near = camera.projection === 'perspective' ? Math.max(middle - reach, LEAST * size) : middle - reach;
  return { near, far: Math.max(middle + reach, near + LEAST * size) };
}

/** `z` of a depth: affine in 1/depth in perspective, in depth else, so that it is linear on screen. */
export function zOf(camera: Camera, { near, far }: DepthRange, depth: number): number {
  if (camera.projection === 'orthographic') return (2 * (depth - near)) / (far - near) - 1;
  return (far + near) / (far - near) - (2 * far * near) / ((far - near) * depth);
}

/** Projects points and segments of one picture. */
export interface Screen {
  /** Where a point stands; null in front of the near plane. `lift` brings it nearer by a share of the scene. */
  point(at: Vec3, lift?: number): ScreenPoint | null;
  /** The part of a segment behind the near plane, and which ends are its own; null where there is none. */
  segment(from: Vec3, to: Vec3, lift?: number): ScreenSegment | null;
}

export interface ScreenSegment {
  readonly from: ScreenPoint;
  readonly to: ScreenPoint;
  /** False where the near plane cut the segment before its end `to`. */
  readonly whole: boolean;
}

/** The screen of a camera over a scene. */
export function screenOf(camera: Camera, scene: Scene): Screen {
  const range = depthRange(camera, scene);
  const projected = projector(camera);
  const { forward } = frameOf(camera.pose);
  const unit = Math.max(scene.radius, scene.extent);
  const front = camera.projection === 'perspective' ? range.near : Number.NEGATIVE_INFINITY;
  const depthOf = (at: Vec3): number => {
    const [x, y, z] = sub(at, camera.pose.position);
    return x * forward[0] + y * forward[1] + z * forward[2];
  };
  const screenPoint = (at: Vec3, lift: number): ScreenPoint => {
    const { x, y, depth } = projected(at);
    const lifted = Math.max(
      depth - lift * unit,
      camera.projection === 'perspective' ? depth / 2 : depth - unit,
    );
    return { x, y, z: zOf(camera, range, lifted) };
  };
  return {
    point: (at, lift = 0) => (depthOf(at) < front ? null : screenPoint(at, lift)),
    segment: (from, to, lift = 0) => {
      const a = depthOf(from);
      const b = depthOf(to);
      if (Math.max(a, b) < front) return null;
      const cut = (): Vec3 => add(from, scale(sub(to, from), (front - a) / (b - a)));
      return {
        from: screenPoint(a < front ? cut() : from, lift),
        to: screenPoint(b < front ? cut() : to, lift),
        whole: b >= front,
      };
    },
  };
}
