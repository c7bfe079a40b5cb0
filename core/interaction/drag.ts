import type { Analysis } from '#core/analysis/types.ts';
import { arrowOf } from '#core/arrows/arrows.ts';
import type { ArrowId, ConstraintSpec } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { add, dot, length, scale, sub, toVec3, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, project, rayAt } from '#core/scene/camera.ts';
import { isEdgeOn, solveConstraint } from './constraint.ts';
import { dominantOnly, type Narrowed, narrowed } from './modifiers.ts';
import { findSnap } from './snap.ts';
import type { Guide, Modifiers } from './types.ts';

/** A pointer that moved less than this has clicked, pixels. */
export const CLICK = 3;

interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** A drag that has begun: the snapshot from which every later state is computed, never from the last one. */
export interface Drag {
  readonly arrow: ArrowId;
  readonly document: Document;
  readonly analysis: Analysis;
  readonly camera: Camera;
  readonly constraint: ConstraintSpec;
  readonly pressed: Pixel;
  /** Where the arrow stood. */
  readonly tip: Vec3;
  readonly tail: Vec3;
  /** From the pressed pixel to the tip's. */
  readonly offset: Pixel;
}

/** What a drag has come to. */
export interface Dragged {
  readonly document: Document;
  /** True once the pointer has left the place of the press. */
  readonly moved: boolean;
  readonly guide: Guide;
}

/** Why an arrow cannot be dragged, as a sentence. */
export interface Refused {
  readonly refused: string;
}

interface Press {
  readonly arrow: ArrowId;
  readonly document: Document;
  readonly analysis: Analysis;
  readonly camera: Camera;
  /** The pressed pixel; null: the tip's own. */
  readonly at: Pixel | null;
}

/** Begins a drag of an arrow (d ≤ 3); refused where it is locked, derived, or seen edge-on. */
export function beginDrag({ arrow: id, document, analysis, camera, at }: Press): Drag | Refused {
  const arrow = arrowOf(document, id);
  if (!analysis.subspaces) return { refused: 'There is no picture of an instance with d > 3 to drag in.' };
  if (document.view.locked.includes(id)) return { refused: `${arrow.plain} is locked.` };
  const constraint = arrow.constraint(document, analysis);
  if (constraint.kind === 'fixed')
    return { refused: `${arrow.plain} cannot be dragged: it ${constraint.reason}.` };
  const tip = toVec3(arrow.tip(document, analysis));
  const tail = toVec3(arrow.tail(document, analysis));
  const stands = project(camera, tip);
  const pressed = at ?? { x: stands.x, y: stands.y };
  if (isEdgeOn(constraint, rayAt(camera, stands.x, stands.y))) {
    return { refused: 'Turn the picture first: from here this is seen edge-on.' };
  }
  const offset = { x: stands.x - pressed.x, y: stands.y - pressed.y };
  return { arrow: id, document, analysis, camera, constraint, pressed, tip, tail, offset };
}

/** Whether a drag was refused. */
export const isRefused = (drag: Drag | Refused): drag is Refused => 'refused' in drag;

/**
 * The document for a pointer at a pixel with these keys held. `snapping` is the default, which
 * `modifiers.invertSnap` inverts. Where the constraint has no answer the tip stays at the edge of where it has
 * one; where the result is no valid document, it is the document of the snapshot.
 */
export function updateDrag(drag: Drag, at: Pixel, modifiers: Modifiers, snapping: boolean): Dragged {
  const { document, analysis, camera, constraint, pressed } = drag;
  const moved = Math.hypot(at.x - pressed.x, at.y - pressed.y) >= CLICK;
  const still: Dragged = { document, moved, guide: { constraint, snap: null } };
  if (!moved) return still;
  const pointer = modifiers.dominant ? dominantOnly(pressed, at) : at;
  const free = tipAt(drag, pointer, narrowed(constraint, drag.tip, drag.tail, camera, modifiers));
  if (!free) return still;
  // A snap would leave the direction that the user asked for.
  const directed = modifiers.dominant || modifiers.depth || modifiers.axis !== null;
  const snap =
    snapping !== modifiers.invertSnap && !directed
      ? findSnap(document, analysis, drag.arrow, free, camera)
      : null;
  const tip = (snap?.tip ?? free).slice(0, document.W.length);
  const edited = arrowOf(document, drag.arrow).edit(document, analysis, tip);
  return edited ? { document: edited, moved, guide: { constraint, snap } } : still;
}

/** Where the tip goes for a pointer at a pixel. */
function tipAt(drag: Drag, pointer: Pixel, way: Narrowed): Vec3 | null {
  const { camera, pressed, offset, tip } = drag;
  const through = (pixel: Pixel, shifted: boolean) =>
    rayAt(camera, pixel.x + (shifted ? offset.x : 0), pixel.y + (shifted ? offset.y : 0));
  const solve = (spec: ConstraintSpec): Vec3 | null => {
    // The sphere keeps the grab offset as a rotation, the others in pixels.
    const shifted = spec.kind !== 'sphere';
    const constraint = solveConstraint(spec, { tip, ray: through(pressed, shifted), camera });
    return lastAnswer((pixel) => constraint(through(pixel, shifted)), pressed, pointer);
  };
  switch (way.kind) {
    case 'free':
      return solve(way.spec);
    case 'along':
      return solve(way.line);
    case 'depth': {
      const units = project(camera, tip).unitsPerPixel * (pressed.y - pointer.y);
      return Number.isFinite(units) ? add(tip, scale(way.along, units)) : null;
    }
    case 'greatCircle':
      return onGreatCircle(solve(way.spec), way);
  }
}

/** Halvings of the pointer's way: to less than a millionth of a pixel. */
const HALVINGS = 32;

/**
 * The answer at `to`, or where it has none (the plane is edge-on there) the last one on the straight way from
 * `from`: the tip freezes at the edge, and the result still depends on the pixel alone.
 */
function lastAnswer(solve: (pixel: Pixel) => Vec3 | null, from: Pixel, to: Pixel): Vec3 | null {
  const there = solve(to);
  if (there || !Number.isFinite(to.x) || !Number.isFinite(to.y)) return there;
  let best: Vec3 | null = null;
  let [least, most] = [0, 1];
  for (let step = 0; step < HALVINGS; step++) {
    const t = (least + most) / 2;
    const tip = solve({ x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) });
    if (tip) [best, least] = [tip, t];
    else most = t;
  }
  return best;
}

function onGreatCircle(
  free: Vec3 | null,
  { spec, normal }: Extract<Narrowed, { kind: 'greatCircle' }>,
): Vec3 | null {
  if (!free) return null;
  const relative = sub(free, spec.centre);
  const flat = unit(sub(relative, scale(normal, dot(relative, normal))));
  return flat && length(flat) > 0 ? add(spec.centre, scale(flat, spec.radius)) : null;
}
