import { arrowOf } from '#core/arrows/arrows.ts';
import type { ArrowId } from '#core/arrows/types.ts';
import { type NudgeKey, nudge } from '#core/interaction/keyboard.ts';
import { rove } from '#core/interaction/roving.ts';
import type { Camera } from '#core/scene/camera.ts';
import { commit } from '#renderer/state/edit.ts';
import type { AppStore } from '#renderer/state/store.ts';

const KEYS: Readonly<Record<string, NudgeKey>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'farther',
  PageDown: 'nearer',
};

/** The keyboard of the picture: arrow keys go between the arrows, Enter grabs one, and then they move it. */
export interface PictureKeys {
  press(event: KeyboardEvent, camera: Camera): void;
  /** The picture lost the focus: what was moved stays. */
  leave(): void;
}

/** A grabbed arrow is a draft like a dragged one: Enter makes it one step of the history, Escape drops it. */
export function createPictureKeys(store: AppStore): PictureKeys {
  const grabbed = (): ArrowId | null => store.getState().grabbed;

  function letGo(keep: boolean): void {
    const { draft, document } = store.getState();
    store.setState({ grabbed: null });
    if (keep && draft && draft.document !== document) commit(store, draft.document);
    else store.setState({ draft: null });
  }

  function grab(id: ArrowId): void {
    const { frame } = store.getState();
    if (!frame) return;
    const arrow = arrowOf(frame.document, id);
    const constraint = arrow.constraint(frame.document, frame.analysis);
    const locked = frame.document.view.locked.includes(id);
    if (locked || constraint.kind === 'fixed') {
      const why = locked
        ? 'is locked'
        : `cannot be moved: it ${constraint.kind === 'fixed' ? constraint.reason : ''}`;
      store.setState({
        notice: { kind: 'info', text: `${arrow.plain} ${why}.` },
        announcement: `${arrow.name} ${why}`,
      });
      return;
    }
    store.setState({ grabbed: id, announcement: `${arrow.name} grabbed` });
  }

  function move(id: ArrowId, event: KeyboardEvent, camera: Camera): void {
    const key = KEYS[event.key];
    const { frame, draft, document } = store.getState();
    // The analysis must be of the document that is moved; a key that comes sooner waits for the next repeat.
    if (!key || !frame || frame.document !== (draft?.document ?? document)) return;
    const step = event.shiftKey ? 'coarse' : event.altKey ? 'fine' : 'normal';
    const moved = nudge(id, frame.document, frame.analysis, camera, key, step);
    if (!moved) return;
    const guide = { constraint: arrowOf(moved, id).constraint(moved, frame.analysis), snap: null };
    store.setState({ draft: { document: moved, arrow: id, guide, ghost: draft?.ghost ?? null } });
  }

  function choose(event: KeyboardEvent): boolean {
    const { document, selected } = store.getState();
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next =
      by === 1 || by === -1
        ? rove(document, selected, by)
        : event.key === 'Home'
          ? rove(document, null, 1)
          : event.key === 'End'
            ? rove(document, null, -1)
            : null;
    if (next === null) return false;
    store.setState({ selected: next, announcement: arrowOf(document, next).name });
    return true;
  }

  return {
    press(event, camera) {
      if (event.ctrlKey || event.metaKey) return;
      const id = grabbed();
      const { selected } = store.getState();
      if (event.key === 'Enter' || event.key === ' ') {
        if (id) letGo(true);
        else if (selected) grab(selected);
      } else if (event.key === 'Escape' && id) letGo(false);
      else if (id && event.key in KEYS) move(id, event, camera);
      else if (id || !choose(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    leave() {
      if (grabbed()) letGo(true);
    },
  };
}
