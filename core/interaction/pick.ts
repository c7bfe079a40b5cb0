import type { Analysis } from '#core/analysis/types.ts';
import { arrowsOf } from '#core/arrows/arrows.ts';
import type { ArrowId } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { add, scale, sub, toVec3, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, type Projected, project } from '#core/scene/camera.ts';

/** How near a press must come to a tip (by mouse or pen, by finger) and to a shaft, pixels. */
export const TIP_RADIUS = { fine: 16, coarse: 24 } as const;
const SHAFT_RADIUS = { fine: 7, coarse: 12 } as const;

/** Something that can be pressed. */
export interface Pickable {
  readonly id: ArrowId;
  readonly tail: Vec3;
  readonly tip: Vec3;
  /** False for a point, which has no shaft. */
  readonly shaft: boolean;
}

/** Every visible arrow of a document (d ≤ 3), patched activations included. */
export function pickablesOf(document: Document, analysis: Analysis): readonly Pickable[] {
  if (!analysis.subspaces) return [];
  return arrowsOf(document)
    .filter(({ id }) => !document.view.hidden.includes(id))
    .map((arrow) => ({
      id: arrow.id,
      tail: toVec3(arrow.tail(document, analysis)),
      tip: toVec3(arrow.tip(document, analysis)),
      shaft: arrow.drawing === 'arrow',
    }));
}

interface Pointer {
  readonly x: number;
  readonly y: number;
  readonly selected: ArrowId | null;
  /** True for a finger. */
  readonly coarse: boolean;
}

/**
 * The arrow under a pointer, or null: tips before shafts; among tips the selected one, then the nearest in
 * pixels, then the one in front. Anything behind the eye is passed over.
 */
export function pick(pickables: readonly Pickable[], camera: Camera, pointer: Pointer): ArrowId | null {
  const size = pointer.coarse ? 'coarse' : 'fine';
  const tips = near(pickables, TIP_RADIUS[size], ({ tip }) => {
    const at = project(camera, tip);
    return { distance: Math.hypot(at.x - pointer.x, at.y - pointer.y), depth: at.depth };
  });
  const shafts = near(
    pickables.filter(({ shaft }) => shaft),
    SHAFT_RADIUS[size],
    ({ tail, tip }) => toShaft(pointer, camera, tail, tip),
  );
  return chosen(tips, pointer.selected) ?? chosen(shafts, pointer.selected);
}

interface Hit {
  readonly id: ArrowId;
  readonly distance: number;
  readonly depth: number;
}

function near(
  pickables: readonly Pickable[],
  radius: number,
  measure: (pickable: Pickable) => { distance: number; depth: number },
): readonly Hit[] {
  return pickables
    .map((pickable) => ({ id: pickable.id, ...measure(pickable) }))
    .filter(({ distance, depth }) => distance <= radius && depth > 0);
}

/** Distances that differ by less than this are a tie, pixels. */
const TIE = 0.5;

function chosen(hits: readonly Hit[], selected: ArrowId | null): ArrowId | null {
  const held = hits.find(({ id }) => id === selected);
  if (held) return held.id;
  const least = Math.min(...hits.map(({ distance }) => distance));
  const nearest = hits.filter(({ distance }) => distance <= least + TIE);
  return nearest.sort((a, b) => a.depth - b.depth)[0]?.id ?? null;
}

/** What is nearer to the eye than this is behind it, as a share of the longer depth. */
const BEHIND = 1e-3;

/** The distance of a pixel from the part of a shaft in front of the eye, and the depth there. */
function toShaft(p: { x: number; y: number }, camera: Camera, tail: Vec3, tip: Vec3) {
  const [a, b] = [project(camera, tail), project(camera, tip)];
  const front = BEHIND * Math.max(a.depth, b.depth);
  if (front <= 0 || (a.depth >= front && b.depth >= front)) return toSegment(p, a, b);
  const [near, far] = a.depth < b.depth ? [tail, tip] : [tip, tail];
  const [least, most] = a.depth < b.depth ? [a, b] : [b, a];
  const share = (front - least.depth) / (most.depth - least.depth);
  return toSegment(p, project(camera, add(near, scale(sub(far, near), share))), most);
}

/** The distance of a pixel from a projected segment, and the depth there. */
function toSegment(
  p: { x: number; y: number },
  a: Projected,
  b: Projected,
): { distance: number; depth: number } {
  const [ux, uy] = [b.x - a.x, b.y - a.y];
  const square = ux * ux + uy * uy;
  const t = square > 0 ? Math.min(1, Math.max(0, ((p.x - a.x) * ux + (p.y - a.y) * uy) / square)) : 1;
  return {
    distance: Math.hypot(a.x + t * ux - p.x, a.y + t * uy - p.y),
    depth: a.depth + t * (b.depth - a.depth),
  };
}
