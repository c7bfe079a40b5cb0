import { add, sub } from '#core/linalg/vec3.ts';
import type { Camera } from '../camera.ts';
import type { ArrowMark, Mark, PathMark, PlaneMark, PointMark, RingMark, Scene } from '../marks.ts';
import { arrowShape } from './arrowShape.ts';
import { cutStroke, type Dash } from './dashes.ts';
import { type Screen, screenOf } from './depth.ts';
import { planeView } from './edgeOn.ts';
import { outlineOf } from './outline.ts';
import type { DiscShape, Paint, ScreenPoint, Shape, StrokeShape } from './shapes.ts';
import { behindVeil, type Veil, veilOf } from './veil.ts';

/** Even on screen, whatever the perspective; pixels. */
const DASHES: Dash = { on: 6, off: 4 };
const FINE_DASHES: Dash = { on: 3.5, off: 3.5 };
const DOTS: Dash = { on: 0, off: 5.5 };

/** The shaft of an arrow where a translucent plane is before it: nearly a whole line, unlike δ. */
const BEHIND_DASHES: Dash = { on: 5, off: 2.5 };

/** How much of its colour a mark keeps: scenery steps back behind vectors. */
const STRENGTH = {
  arrow: { strong: 1, normal: 1, quiet: 0.28 },
  scenery: { strong: 0.9, normal: 0.75, quiet: 0.38 },
} as const;

/** A subspace of dimension 1 is scenery that matters: less quiet than axes. */
const SUBSPACE_STRENGTH = 0.52;

/**
 * How far each kind of mark is brought towards the viewer, as a share of the scene, so that where marks
 * coincide (`v_row` and the column space) the vector is in front.
 */
const LIFT = { arrow: 0.004, strong: 0.012, ring: 0.02 } as const;

/** Of two arrows that coincide, the later one is in front, always. */
const IN_ORDER = 5e-5;

/** Far behind everything. */
const BEHIND = -4;

/** Guides come and go during a gesture, fainter than axes. */
const GUIDE_STRENGTH = 0.26;

/** A head lies just before its own shaft. */
const HEAD_LIFT = 2e-4;

/** The flat shapes of one mark. */
export interface DisplayedMark {
  readonly mark: Mark;
  readonly shapes: readonly Shape[];
}

/**
 * The flat shapes of a scene under a camera, from the farthest mark to the nearest (by the middle of each; their `z`
 * settles who covers whom where marks cross). Planes, balls, clouds and labels are not among them.
 */
export const displayShapes = (scene: Scene, camera: Camera): Shape[] =>
  displayMarks(scene, camera).flatMap(({ shapes }) => shapes);

/** The same, mark by mark. */
export function displayMarks(scene: Scene, camera: Camera): DisplayedMark[] {
  const view: View = { screen: screenOf(camera, scene), camera, veil: veilOf(scene, camera) };
  return scene.marks
    .map((mark, order) => {
      const shapes = shapesOf(mark, order, view);
      return { mark, shapes, order, z: meanDepth(shapes) };
    })
    .sort((a, b) => b.z - a.z || a.order - b.order);
}

interface View {
  readonly screen: Screen;
  readonly camera: Camera;
  readonly veil: Veil | null;
}

function shapesOf(mark: Mark, order: number, view: View): Shape[] {
  const { screen, camera } = view;
  switch (mark.kind) {
    case 'arrow':
      return arrowShapes(mark, order, view);
    case 'point':
      return pointShapes(mark, screen);
    case 'ring':
      return ringShapes(mark, screen);
    case 'line': {
      const segment = screen.segment(mark.from, mark.to);
      if (!segment) return [];
      const dash = mark.dashed ? FINE_DASHES : null;
      const paint: Paint = { role: mark.role, strength: sceneryStrength(mark) };
      return strokes([segment.from, segment.to], dash, mark.width, paint, camera);
    }
    case 'path':
      return pathShapes(mark, screen, camera);
    case 'sphere': {
      const points = outlineOf(camera, mark.centre, mark.radius);
      const path: PathMark = { ...mark, kind: 'path', points, width: mark.dashed ? 1.6 : 1 };
      return pathShapes(path, screen, camera, mark.dashed ? DOTS : null);
    }
    case 'plane':
      return planeTrace(mark, screen, camera);
    case 'ball':
    case 'cloud':
    case 'label':
      return [];
  }
}

function sceneryStrength({ id, weight }: Mark): number {
  if (id.startsWith('subspace:')) return SUBSPACE_STRENGTH;
  return id.startsWith('guide:') ? GUIDE_STRENGTH : STRENGTH.scenery[weight];
}

/** A plane seen edge-on is a line: without it, a subspace would vanish from the picture. */
function planeTrace(mark: PlaneMark, screen: Screen, camera: Camera): Shape[] {
  const { surface, arm } = planeView(mark, camera);
  if (surface === 1) return [];
  const segment = screen.segment(sub(mark.centre, arm), add(mark.centre, arm), BEHIND);
  const paint: Paint = { role: mark.role, strength: SUBSPACE_STRENGTH * (1 - surface) };
  return segment ? strokes([segment.from, segment.to], null, 1.75, paint, camera) : [];
}

function pathShapes(mark: PathMark, screen: Screen, camera: Camera, dash?: Dash | null): Shape[] {
  const paint: Paint = { role: mark.role, strength: sceneryStrength(mark) };
  const seen = mark.points.map((point) => screen.point(point));
  const runs: ScreenPoint[][] = [[]];
  for (const point of seen) {
    if (point) runs.at(-1)?.push(point);
    else runs.push([]);
  }
  const pattern = dash === undefined ? (mark.dashed ? FINE_DASHES : null) : dash;
  return runs.flatMap((run) => strokes(run, pattern, mark.width, paint, camera));
}

/** The strokes of a polyline; ends of dashes are square, of anything else round. */
function strokes(
  points: readonly ScreenPoint[],
  dash: Dash | null,
  width: number,
  paint: Paint,
  { width: across, height: down }: Camera,
): StrokeShape[] {
  const cap = dash && dash.on > 0 ? 'butt' : 'round';
  return cutStroke(points, dash, across, down).map(([from, to]) => ({
    kind: 'stroke',
    from,
    to,
    width,
    cap,
    paint,
  }));
}

function arrowShapes(mark: ArrowMark, order: number, { screen, camera, veil }: View): Shape[] {
  const paint: Paint = { role: mark.role, strength: STRENGTH.arrow[mark.weight] };
  const lift = (mark.weight === 'strong' ? LIFT.strong : LIFT.arrow) + order * IN_ORDER;
  const segment = screen.segment(mark.from, mark.to, lift);
  if (!segment) return [];
  const dash = mark.dashed ? DASHES : null;
  const { from, to } = segment;
  if (!segment.whole) return strokes([from, to], dash, mark.width, paint, camera);
  const shape = arrowShape(from, to, mark.width);
  if (shape.kind === 'endOn') return endOnShapes(shape.at, shape.towards, paint);
  const [tip, left, right] = shape.head;
  return [
    ...(dash || !veil
      ? strokes(shape.shaft, dash, mark.width, paint, camera)
      : veiledStrokes(shape.shaft, veil, mark.width, paint, camera)),
    {
      kind: 'triangle',
      corners: [lifted(tip), lifted(left), lifted(right)],
      rim: mark.head === 'hollow' ? 1.5 : null,
      paint,
    },
  ];
}

/** A straight shaft: whole where it is before the plane, dashed where it runs behind. */
function veiledStrokes(
  [from, to]: readonly [ScreenPoint, ScreenPoint],
  veil: Veil,
  width: number,
  paint: Paint,
  camera: Camera,
): StrokeShape[] {
  const behind = behindVeil(from, to, veil);
  if (!behind) return strokes([from, to], null, width, paint, camera);
  const [enter, leave] = behind.map((t) => between(from, to, t)) as [ScreenPoint, ScreenPoint];
  return [
    ...(behind[0] > 0 ? strokes([from, enter], null, width, paint, camera) : []),
    ...strokes([enter, leave], BEHIND_DASHES, width, paint, camera),
    ...(behind[1] < 1 ? strokes([leave, to], null, width, paint, camera) : []),
  ];
}

const between = (a: ScreenPoint, b: ScreenPoint, t: number): ScreenPoint => ({
  x: a.x + t * (b.x - a.x),
  y: a.y + t * (b.y - a.y),
  z: a.z + t * (b.z - a.z),
});

const lifted = (point: ScreenPoint): ScreenPoint => ({ ...point, z: point.z - HEAD_LIFT });

/** An arrow seen along its shaft, as it is drawn on a blackboard: ⊙ comes, ⊗ goes. */
function endOnShapes(at: ScreenPoint, towards: boolean, paint: Paint): Shape[] {
  const ring: DiscShape = { kind: 'disc', at, radius: 5.5, rim: 1.5, inside: 'canvas', paint };
  if (towards) return [ring, { ...ring, at: lifted(at), radius: 2, rim: null, inside: 'paint' }];
  const arm = 2.6;
  const stroke = (sign: 1 | -1): StrokeShape => ({
    kind: 'stroke',
    from: lifted({ x: at.x - arm, y: at.y - sign * arm, z: at.z }),
    to: lifted({ x: at.x + arm, y: at.y + sign * arm, z: at.z }),
    width: 1.5,
    cap: 'butt',
    paint,
  });
  return [ring, stroke(1), stroke(-1)];
}

function pointShapes(mark: PointMark, screen: Screen): Shape[] {
  const at = screen.point(mark.at, LIFT.strong);
  const paint: Paint = { role: mark.role, strength: STRENGTH.arrow[mark.weight] };
  return at ? [{ kind: 'disc', at, radius: mark.radius, rim: null, inside: 'paint', paint }] : [];
}

function ringShapes(mark: RingMark, screen: Screen): Shape[] {
  const at = screen.point(mark.at, LIFT.ring);
  const paint: Paint = { role: 'focus', strength: 1 };
  return at ? [{ kind: 'disc', at, radius: mark.radius, rim: mark.width, inside: 'nothing', paint }] : [];
}

const meanDepth = (shapes: readonly Shape[]): number =>
  shapes.reduce((sum, shape) => sum + depthOf(shape), 0) / Math.max(shapes.length, 1);

function depthOf(shape: Shape): number {
  switch (shape.kind) {
    case 'stroke':
      return (shape.from.z + shape.to.z) / 2;
    case 'triangle':
      return shape.corners[0].z;
    case 'disc':
      return shape.at.z;
  }
}
