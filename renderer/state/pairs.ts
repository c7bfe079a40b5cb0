import type { App } from './context.ts';
import { commit } from './edit.ts';
import { retakeSlice } from './slice.ts';

/** Shows a pair: of a slice that is another slice, else an edit of the document. */
export function showPair(app: Pick<App, 'store' | 'engine'>, pair: number): void {
  const { document } = app.store.getState();
  if (document.slice) {
    if (document.slice.pair !== pair) void retakeSlice(app, { pair });
  } else if (document.pair !== pair) commit(app.store, { ...document, pair });
}
