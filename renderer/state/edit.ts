import type { ArrowId } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { announce } from '#core/words/announce.ts';
import type { AppStore, State } from './store.ts';

/** Makes `document` the document, as one step of the history, ending any gesture. */
export function commit(store: AppStore, document: Document): void {
  store.setState({ document, draft: null });
  announceNext(store);
}

/** The document with `id` shown or hidden, locked or free. */
export function toggle(document: Document, list: 'hidden' | 'locked', id: ArrowId): Document {
  const { view } = document;
  const next = view[list].includes(id) ? view[list].filter((other) => other !== id) : [...view[list], id];
  return { ...document, view: { ...view, [list]: next } };
}

/** Undoes one step; a gesture in progress is dropped instead. */
export function undo(store: AppStore): void {
  if (store.getState().draft) store.setState({ draft: null });
  else store.temporal.getState().undo();
  announceNext(store);
}

/** Redoes one step. */
export function redo(store: AppStore): void {
  store.setState({ draft: null });
  store.temporal.getState().redo();
  announceNext(store);
}

/** Says the numbers of the document aloud once they are known. */
function announceNext(store: AppStore): void {
  const { document } = store.getState();
  const say = ({ frame }: State): void => {
    if (frame?.document === document) store.setState({ announcement: announce(document, frame.analysis) });
  };
  const waits = (state: State): boolean => state.document === document && state.frame?.document !== document;
  if (!waits(store.getState())) {
    say(store.getState());
    return;
  }
  const stop = store.subscribe((state) => {
    if (waits(state)) return;
    // First: what is said changes the state, which would call this again.
    stop();
    say(state);
  });
}
