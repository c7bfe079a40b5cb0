import { add, scale, type Vec3 } from '#core/linalg/vec3.ts';
import type { Camera } from '#core/scene/camera.ts';
import { planeView } from '#core/scene/display/edgeOn.ts';
import { type Point, polygonOnScreen } from '#core/scene/display/veil.ts';
import type { PlaneMark, Scene } from '#core/scene/marks.ts';
import { type At, group, type Item, type PathItem } from './drawing.ts';

/** Opacity of the tint and of the grid, as in the view. */
const OPACITY = { light: { tint: 0.075, ink: 0.2 }, dark: { tint: 0.1, ink: 0.24 } } as const;

/** Where the patch begins to fade towards its edge, as a share of its half side. */
const FADES_FROM = 0.68;

/** Steps of the fading: each is fainter than paper and print can tell. */
const STEPS = 12;

/** Corners of a contour, per quarter. */
const PIECES = 10;

/** How far out a fade of 0 … 1 is reached: the inverse of the smoothstep from the edge inwards. */
function reachOf(fade: number): number {
  if (fade <= 0) return 1;
  if (fade >= 1) return FADES_FROM;
  let [low, high] = [0, 1];
  for (let i = 0; i < 40; i++) {
    const t = (low + high) / 2;
    if (t * t * (3 - 2 * t) < fade) low = t;
    else high = t;
  }
  return 1 - low * (1 - FADES_FROM);
}

/** Where the fade (the product of those of both sides) is `level`: a square with rounded corners, −1 … 1. */
function contour(level: number): Point[] {
  const corner = Array.from({ length: PIECES + 1 }, (_, i): Point => {
    // From the middle of one side of the corner to the other, evenly in the logarithm of the two fades.
    const share = i / PIECES;
    // The outermost contour is the edge itself.
    if (level === 0) return [share === 0 ? FADES_FROM : 1, share === 1 ? FADES_FROM : 1];
    return [reachOf(level ** share), reachOf(level ** (1 - share))];
  });
  const mirrored = [...corner].reverse();
  return [
    ...corner,
    ...mirrored.map(([x, y]): Point => [x, -y]),
    ...corner.map(([x, y]): Point => [-x, -y]),
    ...mirrored.map(([x, y]): Point => [-x, y]),
  ];
}

/**
 * A patch of a plane as the view shows it: a tint and a quiet grid that fade towards the edge. No gradient, which not
 * every format has, but bands between contours of the fading, each of one opacity.
 *
 * @param at where a pixel of the view stands on the page; `unit` is the size of one.
 */
export function planeItems(
  mark: PlaneMark,
  scene: Scene,
  camera: Camera,
  at: (point: Point) => At,
  unit: number,
  colour: string,
  dark: boolean,
): Item[] {
  const { surface } = planeView(mark, camera);
  if (surface === 0) return [];
  const { tint, ink } = OPACITY[dark ? 'dark' : 'light'];
  const world = ([x, y]: Point): Vec3 =>
    add(mark.centre, add(scale(mark.u, x * mark.halfSize), scale(mark.w, y * mark.halfSize)));
  const onPage = (corners: readonly Point[]): At[] =>
    polygonOnScreen(corners.map(world), scene, camera).map(at);
  const cells = mark.halfSize / mark.gridStep;
  const over = (ink - tint) / (1 - tint);
  const faded = (full: number, i: number): number => (full * surface * (i + 0.5)) / STEPS;
  return [
    group(
      'plane-tint',
      BANDS.map(
        ([outer, inner], i): PathItem => ({
          kind: 'path',
          // The hole runs the other way round.
          lines: [onPage(contour(outer)), ...(inner < 1 ? [onPage(contour(inner)).reverse()] : [])],
          closed: true,
          fill: colour,
          stroke: null,
          width: 0,
          cap: 'butt',
          opacity: faded(tint, i),
        }),
      ),
    ),
    group(
      'plane-grid',
      BANDS.map(
        ([outer, inner], i): PathItem => ({
          kind: 'path',
          lines: gridLines(outer, inner, cells)
            .map(onPage)
            .filter(({ length }) => length > 1),
          closed: false,
          fill: null,
          stroke: colour,
          width: unit,
          cap: 'butt',
          opacity: faded(over, i),
        }),
      ),
    ),
  ];
}

/** The levels of fading between which each band lies, from the edge inwards. */
const BANDS = Array.from({ length: STEPS }, (_, i) => [i / STEPS, (i + 1) / STEPS] as const);

/** The lines of the grid where the fading lies between two levels. */
function gridLines(outer: number, inner: number, cells: number): Point[][] {
  const lines: Point[][] = [];
  for (let i = -Math.floor(cells); i <= Math.floor(cells); i++) {
    const place = i / cells;
    const own = fadeAt(Math.abs(place));
    if (own <= outer) continue;
    const far = reachOf(outer / own);
    const near = inner < 1 && own > inner ? reachOf(inner / own) : null;
    const stretches =
      near === null
        ? [[-far, far]]
        : [
            [-far, -near],
            [near, far],
          ];
    for (const [from = 0, to = 0] of stretches) {
      lines.push(
        [
          [place, from],
          [place, to],
        ],
        [
          [from, place],
          [to, place],
        ],
      );
    }
  }
  return lines;
}

/** The fade of one side, 1 inside and 0 at the edge. */
function fadeAt(reach: number): number {
  const t = Math.min(1, Math.max(0, (1 - reach) / (1 - FADES_FROM)));
  return t * t * (3 - 2 * t);
}
