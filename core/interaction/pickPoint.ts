import { add, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, projector } from '#core/scene/camera.ts';
import type { CloudMark } from '#core/scene/marks.ts';

/** How near a press must come to a point of a cloud, pixels. */
const POINT_RADIUS = 8;

/** The index of the point of a cloud that is nearest to a pixel on screen, the one in front of two; null where none is near. */
export function pickPoint(
  { points, origin }: CloudMark,
  camera: Camera,
  x: number,
  y: number,
): number | null {
  const projected = projector(camera);
  let best: number | null = null;
  let least = POINT_RADIUS;
  let front = Number.POSITIVE_INFINITY;
  for (let i = 0; 3 * i < points.length; i++) {
    const at: Vec3 = [points[3 * i] as number, points[3 * i + 1] as number, points[3 * i + 2] as number];
    const seen = projected(add(origin, at));
    const distance = Math.hypot(seen.x - x, seen.y - y);
    if (!(seen.depth > 0) || distance > least || (distance === least && seen.depth >= front)) continue;
    best = i;
    least = distance;
    front = seen.depth;
  }
  return best;
}
