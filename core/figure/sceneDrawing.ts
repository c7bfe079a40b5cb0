import { add } from '#core/linalg/vec3.ts';
import { type Camera, projector } from '#core/scene/camera.ts';
import { displayMarks } from '#core/scene/display/display.ts';
import { outlineOf } from '#core/scene/display/outline.ts';
import { behindVeil, type Point, planeZ } from '#core/scene/display/veil.ts';
import { layoutLabels } from '#core/scene/labelLayout.ts';
import type { BallMark, CloudMark, LabelMark, Mark, PlaneMark, Scene } from '#core/scene/marks.ts';
import { mixed } from './colours.ts';
import { type At, group, type Item, polygon } from './drawing.ts';
import type { Metrics } from './faces.ts';
import { type Owned, paintOrder, partOf } from './paintOrder.ts';
import { planeItems } from './planeDrawing.ts';
import { type ShapeStyle, shapeItem, together } from './shapeItem.ts';
import { textItem } from './text.ts';
import { type Typeset, typesetTex, typesetWords } from './typeset.ts';

/** How a scene is put on a page. */
export interface SceneStyle extends ShapeStyle {
  readonly dark: boolean;
  readonly metrics: Metrics;
  /** Times the line widths of the view. */
  readonly lines: number;
  /** Points: the size of type of a label in the view's middle size. */
  readonly fontSize: number;
  /** Where the picture's top left stands on the page. */
  readonly origin: At;
  /** Before the ids of groups, so that they are unique among several pictures. */
  readonly prefix: string;
  /** The sides on which labels stood in the frame before, and then those of this one. */
  readonly sides: Map<string, number>;
}

/** Pixels of the view's labels that are set in the figure's size of type. */
const MIDDLE_LABEL = 16;

/** No label is smaller than this share of the figure's size of type: it must be legible in print. */
const SMALLEST_LABEL = 0.78;

/** Pixels of paper about the letters of a label, as in the view. */
const HALO = 1.5;

/** Points of the page to a pixel of the view, where labels are in a size of type. */
export const unitFor = (fontSize: number): number => fontSize / MIDDLE_LABEL;

/**
 * A scene as the view shows it, on a page: what is behind the translucent plane, the plane, what is before it, each
 * from the farthest to the nearest, and the labels last. Selection rings are the window's and are left out.
 */
export function sceneItems(scene: Scene, camera: Camera, style: SceneStyle): Item[] {
  const { unit, origin, colours, dark } = style;
  const at = ([x, y]: Point): At => [origin[0] + unit * x, origin[1] + unit * y];
  const plane = scene.marks.find((mark): mark is PlaneMark => mark.kind === 'plane');
  const all = displayMarks(weighted(scene, style.lines), camera).flatMap(({ mark, shapes }) =>
    shapes.map((shape) => ({ owner: mark, shape })),
  );
  const { behind, before } = plane
    ? parted(all, planeZ(plane, scene, camera))
    : { behind: [] as Owned<Mark>[], before: all };
  const paint = (shapes: readonly Owned<Mark>[], layer: string): Item[] =>
    markGroups(paintOrder(shapes), style, at, layer);
  return [
    ...scene.marks.filter((mark): mark is BallMark => mark.kind === 'ball').flatMap(ballItems),
    ...scene.marks.filter((mark): mark is CloudMark => mark.kind === 'cloud').flatMap(cloudItems),
    ...paint(behind, 'behind'),
    ...(plane
      ? planeItems(plane, scene, camera, at, unit, colours[plane.role], dark).map((item) =>
          named(item, style),
        )
      : []),
    ...paint(before, ''),
    group(`${style.prefix}labels`, labelItems(scene, camera, style, at)),
  ];

  /** The view's tint gathers towards the outline; here it is two even ones. */
  function ballItems(mark: BallMark): Item[] {
    const projected = projector(camera);
    const outline = outlineOf(camera, mark.centre, mark.radius, 96).map((point): At => {
      const { x, y } = projected(point);
      return at([x, y]);
    });
    return [group(`${style.prefix}ball`, [polygon(outline, colours[mark.role], dark ? 0.07 : 0.045)])];
  }

  function cloudItems({ points, rings, origin: from, radius, role }: CloudMark): Item[] {
    const projected = projector(camera);
    const places: [number[], number[]] = [[], []];
    for (let i = 0; i < rings.length; i++) {
      const { x, y, depth } = projected(
        add(from, [points[3 * i] ?? 0, points[3 * i + 1] ?? 0, points[3 * i + 2] ?? 0]),
      );
      if (depth <= 0 && camera.projection === 'perspective') continue;
      if (x < 0 || y < 0 || x > camera.width || y > camera.height) continue;
      places[(rings[i] ?? 0) > 0.5 ? 1 : 0].push(...at([x, y]));
    }
    const dots = (own: readonly number[], colour: string, r: number): Item => ({
      kind: 'dots',
      places: Float64Array.from(own),
      radius: unit * r,
      colour,
      opacity: 1,
    });
    const colour = mixed(colours[role], colours.canvas, dark ? 0.6 : 0.55);
    const [discs, open] = places;
    return [
      group(`${style.prefix}cloud`, [
        dots(discs, colour, radius),
        dots(open, colour, radius),
        dots(open, colours.canvas, 0.5 * radius),
      ]),
    ];
  }
}

const named = (item: Item, { prefix }: SceneStyle): Item =>
  item.kind === 'group' ? { ...item, id: prefix + item.id } : item;

/** A scene in other line weights, without the rings about tips. */
const weighted = (scene: Scene, lines: number): Scene => ({
  ...scene,
  marks: scene.marks
    .filter(({ kind }) => kind !== 'ring')
    .map((mark) => ('width' in mark ? { ...mark, width: mark.width * lines } : mark)),
});

/** What lies behind a plane and what before it; strokes are cut where they pass through. */
function parted(
  all: readonly Owned<Mark>[],
  z: (x: number, y: number) => number,
): { readonly behind: Owned<Mark>[]; readonly before: Owned<Mark>[] } {
  const everywhere = { z, outline: WHOLE_SCREEN };
  const behind: Owned<Mark>[] = [];
  const before: Owned<Mark>[] = [];
  for (const own of all) {
    const { owner, shape } = own;
    if (shape.kind !== 'stroke') {
      const { x, y, z: depth } = shape.kind === 'disc' ? shape.at : shape.corners[0];
      (depth > z(x, y) ? behind : before).push(own);
      continue;
    }
    const range = behindVeil(shape.from, shape.to, everywhere);
    const [enter, leave] = range ?? [1, 1];
    const dot = shape.from.x === shape.to.x && shape.from.y === shape.to.y;
    if (dot || enter >= leave) {
      (dot && shape.from.z > z(shape.from.x, shape.from.y) ? behind : before).push(own);
      continue;
    }
    behind.push({ owner, shape: partOf(shape, enter, leave) });
    if (enter > 0) before.push({ owner, shape: partOf(shape, 0, enter) });
    if (leave < 1) before.push({ owner, shape: partOf(shape, leave, 1) });
  }
  return { behind, before };
}

const FAR = 1e7;
const WHOLE_SCREEN: readonly Point[] = [
  [-FAR, -FAR],
  [FAR, -FAR],
  [FAR, FAR],
  [-FAR, FAR],
];

/** Painted shapes as groups by mark; neighbours of one pen become one path. */
function markGroups(
  order: readonly Owned<Mark>[],
  style: SceneStyle,
  at: (point: Point) => At,
  layer: string,
): Item[] {
  const groups: { readonly mark: Mark; readonly items: Item[] }[] = [];
  for (const { owner, shape } of order) {
    const last = groups.at(-1);
    const own = last?.mark === owner ? last : { mark: owner, items: [] };
    if (own !== last) groups.push(own);
    const item = shapeItem(shape, style, at);
    const before = own.items.at(-1);
    const joined = before && together(before, item);
    if (joined) own.items[own.items.length - 1] = joined;
    else own.items.push(item);
  }
  const times = new Map<string, number>();
  return groups.map(({ mark, items }) => {
    const name = [mark.id, layer].filter(Boolean).join(':');
    const count = (times.get(name) ?? 0) + 1;
    times.set(name, count);
    return group(style.prefix + (count > 1 ? `${name}:${count}` : name), items);
  });
}

function labelItems(scene: Scene, camera: Camera, style: SceneStyle, at: (point: Point) => At): Item[] {
  const { metrics, fontSize, unit, colours } = style;
  const marks = scene.marks.filter((mark): mark is LabelMark => mark.kind === 'label');
  const set = new Map<
    string,
    { readonly mark: LabelMark; readonly typeset: Typeset; readonly size: number }
  >();
  const boxes = new Map<string, { readonly width: number; readonly height: number }>();
  for (const mark of marks) {
    const typeset =
      (mark.tex === null ? null : typesetTex(mark.tex, metrics)) ?? typesetWords(mark.plain, 'text', metrics);
    const size = fontSize * Math.max(SMALLEST_LABEL, mark.size / MIDDLE_LABEL);
    set.set(mark.id, { mark, typeset, size });
    boxes.set(mark.id, {
      width: (typeset.width * size) / unit,
      height: ((typeset.ascent + typeset.descent) * size) / unit,
    });
  }
  const halo = style.opaque ? { colour: colours.canvas, width: HALO * unit } : null;
  const placements = layoutLabels(scene, camera, boxes, style.sides, 0);
  for (const { id, side } of placements) style.sides.set(id, side);
  return placements.flatMap(({ id, left, top }): Item[] => {
    const own = set.get(id);
    if (!own) return [];
    const { mark, typeset, size } = own;
    const [x, y] = at([left, top]);
    if (left + (boxes.get(id)?.width ?? 0) < 0 || left > camera.width || top > camera.height) return [];
    const colour = colours[mark.role];
    // Held in the middle: beside the tip it stands right in other fonts, too.
    const middle: At = [x + (typeset.width * size) / 2, y + typeset.ascent * size];
    return [group(`${style.prefix}${id}`, [textItem(typeset, middle, size, colour, 'middle', false, halo)])];
  });
}
