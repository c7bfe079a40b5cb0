import type { Pose } from '#core/document/schema.ts';
import { add, length, scale, sub, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf, projector } from './camera.ts';
import type { Mark, Scene } from './marks.ts';

/** Pixels that are kept free at each side of the picture: for labels, and for what floats over it. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Room for the view buttons above, the hint below, and a label beside the outermost tip. */
export const MARGINS: Margins = { top: 72, right: 56, bottom: 56, left: 56 };

/** A plane fades towards its edge, so that much of it must be inside the picture. */
const PLANE_SHARE = 0.92;

/** The points that must be inside the picture, as seen from `pose`; guides and snaps come and go. */
export function pointsToFit(scene: Scene, pose: Pose): Vec3[] {
  return scene.marks
    .filter(({ id }) => !id.startsWith('guide:') && !id.startsWith('snap:'))
    .flatMap((mark) => pointsOf(mark, pose));
}

function pointsOf(mark: Mark, pose: Pose): readonly Vec3[] {
  switch (mark.kind) {
    case 'arrow':
    case 'line':
      return [mark.from, mark.to];
    case 'path':
      return mark.points;
    case 'point':
    case 'ring':
    case 'label':
      return [mark.at];
    case 'cloud':
      return [];
    case 'sphere':
    case 'ball': {
      const { right, up } = frameOf(pose);
      const ways = [right, up, scale(right, -1), scale(up, -1)];
      return ways.map((way) => add(mark.centre, scale(way, mark.radius)));
    }
    case 'plane': {
      const half = mark.halfSize * PLANE_SHARE;
      return [-half, half].flatMap((x) =>
        [-half, half].map((y) => add(mark.centre, add(scale(mark.u, x), scale(mark.w, y)))),
      );
    }
  }
}

/**
 * `pose` with the same view direction, its target at the origin, and the least distance (to a part in a
 * thousand) at which the whole scene lies inside the margins of a picture of `width` × `height` pixels.
 */
export function fitPose(
  pose: Pose,
  scene: Scene,
  projection: Camera['projection'],
  width: number,
  height: number,
  margins: Margins = MARGINS,
): Pose {
  const arm = sub(pose.position, pose.target);
  const points = pointsToFit(scene, pose);
  const at = (distance: number): Pose => ({
    ...pose,
    target: [0, 0, 0],
    position: scale(arm, distance / length(arm)),
    zoom: 1,
  });
  const low = { x: Math.min(margins.left, width / 4), y: Math.min(margins.top, height / 4) };
  const high = {
    x: width - Math.min(margins.right, width / 4),
    y: height - Math.min(margins.bottom, height / 4),
  };
  const holds = (distance: number): boolean => {
    const projected = projector({ pose: at(distance), projection, width, height });
    return points.every((point) => {
      const { x, y, depth } = projected(point);
      return depth > 0 && x >= low.x && x <= high.x && y >= low.y && y <= high.y;
    });
  };
  let near = scene.radius * 1e-2;
  let far = scene.radius;
  for (let i = 0; i < 60 && !holds(far); i++) {
    near = far;
    far *= 2;
  }
  while (far / near > 1.001) {
    const middle = Math.sqrt(near * far);
    if (holds(middle)) far = middle;
    else near = middle;
  }
  return at(far);
}

/**
 * The camera that sees a whole scene from the direction of `pose`, at the distance from which the window's would, and
 * fills a picture with it up to the margins: magnified and shifted, so that nothing of the perspective changes.
 */
export function tightCamera(
  pose: Pose,
  scene: Scene,
  projection: Camera['projection'],
  { width, height }: { readonly width: number; readonly height: number },
  margins: Margins,
): Camera {
  const fitted = fitPose(pose, scene, projection, 1000, 1000);
  const projected = projector({ pose: fitted, projection, width, height });
  const places = pointsToFit(scene, fitted).map(projected);
  const [left, right] = [Math.min(...places.map(({ x }) => x)), Math.max(...places.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...places.map(({ y }) => y)), Math.max(...places.map(({ y }) => y))];
  const across = Math.max(1, width - margins.left - margins.right);
  const down = Math.max(1, height - margins.top - margins.bottom);
  const zoom = Math.min(across / (right - left), down / (bottom - top));
  if (!(zoom > 0 && Number.isFinite(zoom))) return { pose: fitted, projection, width, height };
  return {
    pose: { ...fitted, zoom },
    projection,
    width,
    height,
    shift: {
      x: (margins.left - margins.right) / 2 - zoom * ((left + right) / 2 - width / 2),
      y: (margins.top - margins.bottom) / 2 - zoom * ((top + bottom) / 2 - height / 2),
    },
  };
}
