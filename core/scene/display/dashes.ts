import type { ScreenPoint } from './shapes.ts';

/** Pixels on and off; `on: 0` is a dot. */
export interface Dash {
  readonly on: number;
  readonly off: number;
}

type Piece = readonly [ScreenPoint, ScreenPoint];

const at = (a: ScreenPoint, b: ScreenPoint, t: number): ScreenPoint => ({
  x: a.x + t * (b.x - a.x),
  y: a.y + t * (b.y - a.y),
  z: a.z + t * (b.z - a.z),
});

/** The part of a segment inside a `width` × `height` picture and `margin` about it (Liang–Barsky); null: none. */
export function clipToPicture(
  from: ScreenPoint,
  to: ScreenPoint,
  width: number,
  height: number,
  margin = 40,
): { readonly piece: Piece; readonly skipped: number } | null {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let enter = 0;
  let leave = 1;
  const sides = [
    [-dx, from.x + margin],
    [dx, width + margin - from.x],
    [-dy, from.y + margin],
    [dy, height + margin - from.y],
  ] as const;
  for (const [step, room] of sides) {
    if (step === 0 && room < 0) return null;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  if (!(enter <= leave)) return null;
  return { piece: [at(from, to, enter), at(from, to, leave)], skipped: enter * Math.hypot(dx, dy) };
}

/**
 * A polyline cut into the pieces that are drawn: those inside the picture, dashed evenly along its length on
 * screen where `dash` is given. The dashes start with its first point.
 */
export function cutStroke(
  points: readonly ScreenPoint[],
  dash: Dash | null,
  width: number,
  height: number,
): Piece[] {
  const pieces: Piece[] = [];
  let before = 0;
  for (let i = 1; i < points.length; i++) {
    const from = points[i - 1] as ScreenPoint;
    const to = points[i] as ScreenPoint;
    const inside = clipToPicture(from, to, width, height);
    if (inside && !dash) pieces.push(inside.piece);
    if (inside && dash) pieces.push(...dashed(inside.piece, before + inside.skipped, dash));
    before += Math.hypot(to.x - from.x, to.y - from.y);
  }
  return pieces;
}

/** The dashes of one piece that begins `start` pixels along its polyline. */
function dashed([from, to]: Piece, start: number, { on, off }: Dash): Piece[] {
  const period = on + off;
  const long = Math.hypot(to.x - from.x, to.y - from.y);
  const pieces: Piece[] = [];
  for (let s = Math.floor(start / period) * period; s < start + long; s += period) {
    const a = Math.max(s, start) - start;
    const b = Math.min(s + on, start + long) - start;
    // A dot belongs to the piece in which it begins; of a dash, each piece draws its part.
    if (on === 0 ? s >= start : b > a) pieces.push([at(from, to, a / long), at(from, to, b / long)]);
  }
  return pieces;
}
