import type { Shape } from '#core/scene/display/shapes.ts';
import { areaOf, type Point } from '#core/scene/display/veil.ts';

/** What a flat shape covers on screen: a convex polygon, its box, and how deep it lies at a point of it. */
export interface Footprint {
  readonly outline: readonly Point[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly z: (x: number, y: number) => number;
}

const CIRCLE: readonly Point[] = Array.from({ length: 12 }, (_, i) => [
  Math.cos((i * Math.PI) / 6),
  Math.sin((i * Math.PI) / 6),
]);

/** The footprint of a shape: a disc counts as a polygon of twelve sides. */
export function footprintOf(shape: Shape): Footprint {
  const outline = outlineOf(shape);
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  return {
    outline,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
    z: depthOf(shape),
  };
}

function outlineOf(shape: Shape): Point[] {
  switch (shape.kind) {
    case 'triangle':
      return shape.corners.map(({ x, y }) => [x, y]);
    case 'disc': {
      const { at, radius, rim } = shape;
      return CIRCLE.map(([x, y]) => [
        at.x + x * (radius + (rim ?? 0) / 2),
        at.y + y * (radius + (rim ?? 0) / 2),
      ]);
    }
    case 'stroke': {
      const { from, to, width, cap } = shape;
      const long = Math.hypot(to.x - from.x, to.y - from.y);
      const [ux, uy] = long > 0 ? [(to.x - from.x) / long, (to.y - from.y) / long] : [1, 0];
      const half = width / 2;
      const beyond = cap === 'round' ? half : 0;
      const corner = (at: { x: number; y: number }, along: number, across: number): Point => [
        at.x + along * beyond * ux - across * half * uy,
        at.y + along * beyond * uy + across * half * ux,
      ];
      return [corner(from, -1, -1), corner(to, 1, -1), corner(to, 1, 1), corner(from, -1, 1)];
    }
  }
}

/** The depth of a shape at a point: along a stroke, in the plane of a triangle, the same all over a disc. */
function depthOf(shape: Shape): (x: number, y: number) => number {
  switch (shape.kind) {
    case 'disc':
      return () => shape.at.z;
    case 'stroke': {
      const { from, to } = shape;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const squared = dx * dx + dy * dy;
      if (squared < 1e-12) return () => from.z;
      return (x, y) => {
        const t = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / squared));
        return from.z + t * (to.z - from.z);
      };
    }
    case 'triangle': {
      const [a, b, c] = shape.corners;
      const area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
      if (Math.abs(area) < 1e-9) return () => a.z;
      return (x, y) => {
        const s = ((x - a.x) * (c.y - a.y) - (y - a.y) * (c.x - a.x)) / area;
        const t = ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / area;
        return a.z + s * (b.z - a.z) + t * (c.z - a.z);
      };
    }
  }
}

/** Less of an overlap than this, square pixels, is none. */
const LEAST_OVERLAP = 0.02;

/** A point in the middle of what two shapes both cover; null where they do not overlap. */
export function overlapOf(a: Footprint, b: Footprint): Point | null {
  if (a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top) return null;
  const turn = Math.sign(areaOf(b.outline));
  let kept: Point[] = [...a.outline];
  b.outline.forEach(([x2, y2], i) => {
    const [x1, y1] = b.outline[(i + b.outline.length - 1) % b.outline.length] ?? [x2, y2];
    const side = ([x, y]: Point): number => turn * ((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));
    kept = kept.flatMap((at, j): Point[] => {
      const before = kept[(j + kept.length - 1) % kept.length] ?? at;
      const [p, q] = [side(before), side(at)];
      const t = p / (p - q);
      const cut: Point[] =
        p < 0 !== q < 0 ? [[before[0] + t * (at[0] - before[0]), before[1] + t * (at[1] - before[1])]] : [];
      return q < 0 ? cut : [...cut, at];
    });
  });
  if (kept.length < 3 || Math.abs(areaOf(kept)) / 2 < LEAST_OVERLAP) return null;
  const sum = kept.reduce<Point>(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
  return [sum[0] / kept.length, sum[1] / kept.length];
}
