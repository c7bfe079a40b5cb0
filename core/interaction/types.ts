import type { ConstraintSpec } from '#core/arrows/types.ts';
import type { Vec3 } from '#core/linalg/vec3.ts';
import type { Ray } from '#core/scene/camera.ts';

/** Where the tip goes when the pointer's ray is `ray`; null: no answer (edge-on), so no change. */
export type Constraint = (ray: Ray) => Vec3 | null;

/** Keys that are held during a drag. */
export interface Modifiers {
  /** Shift: only the dominant direction. */
  readonly dominant: boolean;
  /** Alt: depth, along the view normal. */
  readonly depth: boolean;
  /** Ctrl or Cmd: inverts snapping. */
  readonly invertSnap: boolean;
  /** X, Y or Z held: along that axis. */
  readonly axis: 0 | 1 | 2 | null;
}

/** A place that a tip jumps to when near, with the words that say what holds there. */
export interface Snap {
  readonly id: string;
  readonly label: string;
  readonly tip: Vec3;
}

/** What a gesture shows besides the document: where it moves, and what it snapped to. */
export interface Guide {
  readonly constraint: ConstraintSpec;
  readonly snap: Snap | null;
}
