import type { Slice, ThirdAxis } from '#core/document/slice.ts';
import type { App } from './context.ts';
import { commit } from './edit.ts';
import { retakeSlice } from './slice.ts';
import { sameSurvey, waitsToBeAsked } from './survey.ts';

/** Shows a pair: of a slice that is another slice, else an edit of the document. */
export function showPair(app: Pick<App, 'store' | 'engine'>, pair: number): void {
  const { document, pairsShown, survey } = app.store.getState();
  const { slice } = document;
  if (slice) {
    // Where a cloud is not taken anew by itself, the axes that it is drawn along keep still.
    const still =
      pairsShown && survey !== null && waitsToBeAsked(document) && sameSurvey(survey.document, document);
    if (slice.pair !== pair) void retakeSlice(app, { pair, ...(still && { third: stillAxis(slice) }) });
  } else if (document.pair !== pair) commit(app.store, { ...document, pair });
}

/** The third axis of a slice, bound to the pair that it is of. */
const stillAxis = ({ third, pair }: Slice): ThirdAxis => ('direction' in third ? third : { pair, ...third });
