import type { ScreenPoint } from './shapes.ts';

/** How an arrow looks on screen: a shaft that ends inside a flat head, or a small sign where it is end-on. */
export type ArrowShape =
  | {
      readonly kind: 'side';
      readonly shaft: readonly [ScreenPoint, ScreenPoint];
      /** The tip, then the two corners of the base. */
      readonly head: readonly [ScreenPoint, ScreenPoint, ScreenPoint];
    }
  /** Seen along its shaft: towards the viewer (a dot in a ring) or away (a cross in a ring). */
  | { readonly kind: 'endOn'; readonly at: ScreenPoint; readonly towards: boolean };

/** Below this length on screen an arrow has no direction that can be seen, pixels. */
export const END_ON = 6;

/** The length of the head of an arrow of this line width, pixels, and its half-width as a share of that. */
const headLength = (width: number): number => 7 + 3.2 * width;
const HALF_WIDTH = 0.38;

/** The most of a short arrow that its head takes. */
const MOST = 0.7;

/** The shape on screen of an arrow `width` pixels thick; its head keeps its size unless the arrow is short. */
export function arrowShape(tail: ScreenPoint, tip: ScreenPoint, width: number): ArrowShape {
  const dx = tip.x - tail.x;
  const dy = tip.y - tail.y;
  const long = Math.hypot(dx, dy);
  if (!(long >= END_ON)) return { kind: 'endOn', at: tip, towards: tip.z < tail.z };
  const head = Math.min(headLength(width), MOST * long);
  const half = HALF_WIDTH * Math.max(head, 9);
  const ux = dx / long;
  const uy = dy / long;
  const share = head / long;
  const base: ScreenPoint = {
    x: tip.x - ux * head,
    y: tip.y - uy * head,
    z: tip.z + (tail.z - tip.z) * share,
  };
  return {
    kind: 'side',
    shaft: [tail, base],
    head: [
      tip,
      { x: base.x - uy * half, y: base.y + ux * half, z: base.z },
      { x: base.x + uy * half, y: base.y - ux * half, z: base.z },
    ],
  };
}
