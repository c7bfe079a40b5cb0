import { arrowOf } from '#core/arrows/arrows.ts';
import { beginDrag, type Drag, isRefused, updateDrag } from '#core/interaction/drag.ts';
import { commit } from '#renderer/state/edit.ts';
import type { AppStore } from '#renderer/state/store.ts';
import type { DragController } from '#renderer/viewport/gestures/types.ts';

/** Carries drags out on the store: a draft while the tip is in hand, one step of the history on release. */
export function createDragController(store: AppStore): DragController {
  let drag: Drag | null = null;
  return {
    begin(arrow, x, y, camera) {
      const { frame, draft, document } = store.getState();
      if (!frame || draft || frame.document !== document) return false;
      const begun = beginDrag({ arrow, document, analysis: frame.analysis, camera, at: { x, y } });
      store.setState({ selected: arrow });
      if (isRefused(begun)) {
        // A derived vector is selected and turns the picture; a locked one says why it stays.
        const derived = arrowOf(document, arrow).constraint(document, frame.analysis).kind === 'fixed';
        if (!derived) store.setState({ notice: { kind: 'info', text: begun.refused } });
        return false;
      }
      drag = begun;
      return true;
    },
    update(x, y, _camera, modifiers) {
      if (!drag) return;
      const { document, guide } = updateDrag(drag, { x, y }, modifiers, store.getState().snapping);
      store.setState({
        draft: { document, arrow: drag.arrow, guide, ghost: { from: drag.tail, to: drag.tip } },
      });
    },
    commit() {
      const { draft } = store.getState();
      if (drag && draft && draft.document !== drag.document) commit(store, draft.document);
      else store.setState({ draft: null });
      drag = null;
    },
    cancel() {
      drag = null;
      store.setState({ draft: null });
    },
  };
}
