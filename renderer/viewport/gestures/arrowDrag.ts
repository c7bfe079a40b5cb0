import type { Modifiers } from '#core/interaction/types.ts';
import type { Camera } from '#core/scene/camera.ts';
import { axisOfKey, isModifierKey, modifiersOf } from './modifiers.ts';
import type { DragController } from './types.ts';

/** A drag of an arrow from its first movement to its end. */
export interface ArrowDrag {
  move(event: PointerEvent, x: number, y: number): void;
  /** Ends the drag; calling it again does nothing. */
  end(how: 'commit' | 'cancel'): void;
}

/**
 * Carries a drag that has begun: an update for every move, and the same position again under other
 * modifiers as keys go down and up. Escape, and a window that loses the keyboard, end it. `camera` stands
 * still meanwhile. `onEnd` is called once.
 */
export function carryDrag(
  drag: DragController,
  camera: Camera,
  onEnd: (how: 'commit' | 'cancel') => void,
): ArrowDrag {
  let latest: { x: number; y: number; modifiers: Modifiers } | null = null;
  let axis: Modifiers['axis'] = null;
  let ended = false;

  // At once: browsers hand over one pointer move a frame, just before it is drawn, and what is computed
  // elsewhere may still come back in time for it.
  const update = (): void => {
    if (latest) drag.update(latest.x, latest.y, camera, latest.modifiers);
  };
  const end = (how: 'commit' | 'cancel'): void => {
    if (ended) return;
    ended = true;
    window.removeEventListener('keydown', onKey, true);
    window.removeEventListener('keyup', onKey, true);
    window.removeEventListener('blur', cancel);
    if (how === 'commit') drag.commit();
    else drag.cancel();
    onEnd(how);
  };
  const cancel = (): void => end('cancel');

  /** While an arrow is held, the keyboard belongs to the drag: no shortcut of the window may fire. */
  function onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      cancel();
      return;
    }
    if (!isModifierKey(event.key)) {
      event.preventDefault();
      return;
    }
    // Alt alone would put the focus on a menu bar.
    event.preventDefault();
    const key = axisOfKey(event.key);
    if (key !== undefined) axis = event.type === 'keydown' ? key : axis === key ? null : axis;
    if (latest) latest = { ...latest, modifiers: modifiersOf(event, axis) };
    update();
  }

  window.addEventListener('keydown', onKey, true);
  window.addEventListener('keyup', onKey, true);
  window.addEventListener('blur', cancel);
  return {
    move: (event, x, y) => {
      if (ended) return;
      latest = { x, y, modifiers: modifiersOf(event, axis) };
      update();
    },
    end,
  };
}
