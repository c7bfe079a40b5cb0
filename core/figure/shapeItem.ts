import type { Role } from '#core/arrows/types.ts';
import type { Paint, Shape } from '#core/scene/display/shapes.ts';
import type { Point } from '#core/scene/display/veil.ts';
import { type FigureColours, mixed } from './colours.ts';
import { type At, type Item, type PathItem, polygon } from './drawing.ts';

/** How flat shapes are put on a page. */
export interface ShapeStyle {
  readonly colours: FigureColours;
  /** False: nothing is painted where the paper is to be seen, so that a figure can lie on anything. */
  readonly opaque: boolean;
  /** Points of the page to a pixel of the view. */
  readonly unit: number;
}

/** A flat shape of the view on a page. */
export function shapeItem(shape: Shape, style: ShapeStyle, at: (point: Point) => At): Item {
  const { unit, colours } = style;
  const colour = colourOf(shape.paint, colours);
  switch (shape.kind) {
    case 'stroke': {
      const { from, to, width, cap } = shape;
      const line = [at([from.x, from.y]), at([to.x, to.y])];
      return {
        kind: 'path',
        lines: [line],
        closed: false,
        fill: null,
        stroke: colour,
        width: unit * width,
        cap,
        opacity: 1,
      };
    }
    case 'triangle': {
      const { rim } = shape;
      const corners = shape.corners.map(({ x, y }): Point => [x, y]);
      if (rim === null) return polygon(corners.map(at), colour);
      // The rim lies inside of the corners.
      return {
        ...polygon(inset(corners, rim / 2).map(at), colour),
        fill: style.opaque ? colours.canvas : null,
        stroke: colour,
        width: unit * rim,
      };
    }
    case 'disc': {
      const { rim, radius, inside } = shape;
      const filled =
        inside === 'paint' ? colour : inside === 'canvas' && style.opaque ? colours.canvas : null;
      return {
        kind: 'circle',
        at: at([shape.at.x, shape.at.y]),
        radius: unit * radius,
        fill: filled,
        stroke: rim === null ? null : colour,
        width: unit * (rim ?? 0),
      };
    }
  }
}

const colourOf = ({ role, strength }: Paint, colours: FigureColours): string =>
  mixed(colours[role as Role | 'focus'], colours.canvas, strength);

/** A triangle whose sides are moved inwards by so many pixels. */
function inset(corners: readonly Point[], by: number): Point[] {
  const [a, b, c] = corners as [Point, Point, Point];
  const side = (p: Point, q: Point): number => Math.hypot(q[0] - p[0], q[1] - p[1]);
  const [la, lb, lc] = [side(b, c), side(c, a), side(a, b)];
  const around = la + lb + lc;
  const middle: Point = [
    (la * a[0] + lb * b[0] + lc * c[0]) / around,
    (la * a[1] + lb * b[1] + lc * c[1]) / around,
  ];
  const twice = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const inner = twice / around;
  const share = Math.max(0.2, 1 - by / inner);
  return corners.map(([x, y]) => [middle[0] + share * (x - middle[0]), middle[1] + share * (y - middle[1])]);
}

/** Two paths of one pen as one; ends that meet are joined. Null where they differ. */
export function together(a: Item, b: Item): PathItem | null {
  if (a.kind !== 'path' || b.kind !== 'path' || a.closed || b.closed) return null;
  if (a.stroke !== b.stroke || a.width !== b.width || a.cap !== b.cap) return null;
  const [first] = b.lines;
  const last = a.lines.at(-1);
  const [p, q] = [last?.at(-1), first?.[0]];
  if (last && first && p && q && Math.hypot(p[0] - q[0], p[1] - q[1]) < 1e-6) {
    return { ...a, lines: [...a.lines.slice(0, -1), [...last, ...first.slice(1)], ...b.lines.slice(1)] };
  }
  return { ...a, lines: [...a.lines, ...b.lines] };
}
