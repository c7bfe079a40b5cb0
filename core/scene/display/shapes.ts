import type { Role } from '#core/arrows/types.ts';

/** A point on screen: CSS pixels from the top left, and `z` from −1 (nearest) to 1 (farthest), linear on screen. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A colour by its meaning, `strength` (0 … 1) of it mixed into the canvas: opaque, however quiet. */
export interface Paint {
  readonly role: Role | 'focus';
  readonly strength: number;
}

/** A straight stroke; `round` ends reach half its width beyond its points. A dot where both points are one. */
export interface StrokeShape {
  readonly kind: 'stroke';
  readonly from: ScreenPoint;
  readonly to: ScreenPoint;
  /** Pixels. */
  readonly width: number;
  readonly cap: 'round' | 'butt';
  readonly paint: Paint;
}

/** A triangle; hollow ones have the canvas inside and a rim of so many pixels. */
export interface TriangleShape {
  readonly kind: 'triangle';
  readonly corners: readonly [ScreenPoint, ScreenPoint, ScreenPoint];
  readonly rim: number | null;
  readonly paint: Paint;
}

/** A circle; `rim` pixels wide and the canvas inside (`filled: 'canvas'`), or nothing inside, or full. */
export interface DiscShape {
  readonly kind: 'disc';
  readonly at: ScreenPoint;
  /** Pixels. */
  readonly radius: number;
  readonly rim: number | null;
  readonly inside: 'paint' | 'canvas' | 'nothing';
  readonly paint: Paint;
}

/** What is drawn on screen in one flat colour, with no notion of the world behind it. */
export type Shape = StrokeShape | TriangleShape | DiscShape;
