import type { ArrowId } from '#core/arrows/types.ts';
import type { Pose } from '#core/document/schema.ts';
import type { Modifiers } from '#core/interaction/types.ts';
import type { Camera } from '#core/scene/camera.ts';

/** The drag of an arrow, as the owner of the document carries it out. Pixels are from the picture's top left. */
export interface DragController {
  /** A drag may begin at (x, y) on arrow `id`: false where it cannot be moved, and then nothing else is called. */
  begin(id: ArrowId, x: number, y: number, camera: Camera): boolean;
  /** The pointer is at (x, y) now; always relative to where the drag began. */
  update(x: number, y: number, camera: Camera, modifiers: Modifiers): void;
  commit(): void;
  cancel(): void;
}

export type PointerKind = 'mouse' | 'pen' | 'touch';

/** What the gestures act on. */
export interface GestureTarget {
  /** The camera on screen; null while there is no picture. */
  camera(): Camera | null;
  /** How near and how far a camera may stand, in world units. */
  reach(): { readonly nearest: number; readonly farthest: number };
  /** The arrow at a pixel, for a pointer of this kind; null: none. */
  pick(x: number, y: number, pointer: PointerKind): ArrowId | null;
  readonly drag: DragController;
  onPose(pose: Pose, phase: 'move' | 'end'): void;
  onHover(id: ArrowId | null): void;
  /** A press without movement: on an arrow, or (null) on the empty picture. */
  onSelect(id: ArrowId | null, at: { readonly x: number; readonly y: number }): void;
  /** What the pointer does now, for the cursor and for hints. */
  onMode(mode: GestureMode): void;
}

export type GestureMode = 'idle' | 'over' | 'drag' | 'orbit' | 'pan';
