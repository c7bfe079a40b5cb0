import { add, cross, dot, scale, sub, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf, middleOf, unitsPerPixel } from '../camera.ts';
import type { PlaneMark, Scene } from '../marks.ts';
import { depthRange, zOf } from './depth.ts';
import { planeView } from './edgeOn.ts';
import type { ScreenPoint } from './shapes.ts';

/** A point on screen, pixels. */
export type Point = readonly [x: number, y: number];

/** A translucent plane as it stands before and behind other things on screen. */
export interface Veil {
  /** The plane's `z` at a pixel: affine in x and y, as every `z` is. */
  readonly z: (x: number, y: number) => number;
  /** Its patch on screen as far as it can be seen, a convex polygon; empty where it is not in the picture. */
  readonly outline: readonly Point[];
}

/** The share of the patch that is seen at a glance; beyond it has faded. */
const SEEN = 0.84;

/** The plane of a scene as a veil; null where there is none, or it is seen edge-on. */
export function veilOf(scene: Scene, camera: Camera): Veil | null {
  const plane = scene.marks.find((mark): mark is PlaneMark => mark.kind === 'plane');
  if (!plane || planeView(plane, camera).surface < 0.5) return null;
  return { z: planeZ(plane, scene, camera), outline: patchOutline(plane, scene, camera, SEEN) };
}

/**
 * The `z` of the plane through a mark at a pixel. In perspective, a plane n·x = c has 1/depth affine on screen, and
 * `z` is affine in that; in an orthographic picture the depth itself is affine.
 */
export function planeZ(mark: PlaneMark, scene: Scene, camera: Camera): (x: number, y: number) => number {
  const { right, up, forward } = frameOf(camera.pose);
  const normal = cross(mark.u, mark.w);
  const away = dot(normal, sub(mark.centre, camera.pose.position));
  const range = depthRange(camera, scene);
  const [across, upward, along] = [dot(normal, right), dot(normal, up), dot(normal, forward)];
  const perspective = camera.projection === 'perspective';
  const perPixel = unitsPerPixel(camera, 1);
  const middle = middleOf(camera);
  return (x, y) => {
    const slant = perPixel * (across * (x - middle.x) + upward * (middle.y - y)) + (perspective ? along : 0);
    return zOf(camera, range, perspective ? away / slant : (away - slant) / along);
  };
}

/** A `share` of the patch of a plane on screen: what is before the near plane is cut away. */
export function patchOutline(mark: PlaneMark, scene: Scene, camera: Camera, share: number): Point[] {
  const half = share * mark.halfSize;
  return polygonOnScreen(
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ].map(([s = 0, t = 0]) => add(mark.centre, add(scale(mark.u, s * half), scale(mark.w, t * half)))),
    scene,
    camera,
  );
}

/** A plane polygon of the world on screen, cut at the near plane (Sutherland–Hodgman). */
export function polygonOnScreen(corners: readonly Vec3[], scene: Scene, camera: Camera): Point[] {
  const { right, up, forward } = frameOf(camera.pose);
  const near =
    camera.projection === 'perspective' ? depthRange(camera, scene).near : Number.NEGATIVE_INFINITY;
  const seen = corners.map((corner) => sub(corner, camera.pose.position));
  const kept = seen.flatMap((at, i): Vec3[] => {
    const before = seen[(i + seen.length - 1) % seen.length] ?? at;
    const [a, b] = [dot(before, forward) - near, dot(at, forward) - near];
    const cut = a < 0 !== b < 0 ? [add(before, scale(sub(at, before), a / (a - b)))] : [];
    return b < 0 ? cut : [...cut, at];
  });
  const middle = middleOf(camera);
  return kept.map((at) => {
    const perPixel = unitsPerPixel(camera, dot(at, forward));
    return [middle.x + dot(at, right) / perPixel, middle.y - dot(at, up) / perPixel];
  });
}

/** The stretch of a segment (as shares of it) that lies behind a veil, within its outline; null: none of it. */
export function behindVeil(
  from: ScreenPoint,
  to: ScreenPoint,
  { z, outline }: Veil,
): readonly [from: number, to: number] | null {
  let [enter, leave] = [0, 1];
  /** Keeps the part where an affine function that is `a` at the start and `b` at the end is not negative. */
  const keep = (a: number, b: number): void => {
    if (a < 0 && b < 0) leave = -1;
    else if (a < 0) enter = Math.max(enter, a / (a - b));
    else if (b < 0) leave = Math.min(leave, a / (a - b));
  };
  keep(from.z - z(from.x, from.y), to.z - z(to.x, to.y));
  const turn = Math.sign(areaOf(outline));
  outline.forEach(([x2, y2], i) => {
    const [x1, y1] = outline[(i + outline.length - 1) % outline.length] ?? [x2, y2];
    const inside = ({ x, y }: ScreenPoint): number => turn * ((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));
    keep(inside(from), inside(to));
  });
  return outline.length >= 3 && enter < leave ? [enter, leave] : null;
}

/** Twice the signed area of a polygon. */
export const areaOf = (polygon: readonly Point[]): number =>
  polygon.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = polygon[(i + 1) % polygon.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
