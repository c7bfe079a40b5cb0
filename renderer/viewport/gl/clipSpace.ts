import type { Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, projector } from '#core/scene/camera.ts';
import { depthRange, zOf } from '#core/scene/display/depth.ts';
import type { Scene } from '#core/scene/marks.ts';

type Clip = readonly [x: number, y: number, z: number, w: number];

/**
 * Clip coordinates of points of the world, worked out in double precision with core's own camera, so that
 * surfaces stand exactly where strokes, labels and picking say, at any scale of the numbers.
 */
export function clipOf(camera: Camera, scene: Scene): (point: Vec3) => Clip {
  const range = depthRange(camera, scene);
  const projected = projector(camera);
  return (point) => {
    const { x, y, depth } = projected(point);
    // Orthographic: w is 1. Perspective: w is the depth, relative to the farthest; it may be negative.
    const w = camera.projection === 'perspective' ? depth / range.far : 1;
    const across = (2 * x) / camera.width - 1;
    const up = 1 - (2 * y) / camera.height;
    return [across * w, up * w, zOf(camera, range, depth) * w, w];
  };
}
