import type { Document } from '#core/document/schema.ts';
import type { Slice } from '#core/document/slice.ts';
import type { Engine, Progress, SliceChange } from '#core/engine/contract.ts';
import { createTimeLeft } from '#core/engine/timeLeft.ts';
import { commit } from './edit.ts';
import { guardUnsaved, reportError, show } from './session.ts';
import { type AppStore, shownDocument } from './store.ts';

interface Host {
  readonly store: AppStore;
  readonly engine: Engine;
}

/** The slice that is being taken: a newer one takes its place. */
const running = new WeakMap<AppStore, AbortController>();

/**
 * Takes another slice of the instance on screen, as one step of the history: with its direction as it was dragged. The
 * answer is dropped where the document was changed meanwhile.
 */
export async function retakeSlice({ store, engine }: Host, change: SliceChange): Promise<void> {
  const document = shownDocument(store.getState());
  await withProgress(store, async (signal, onProgress) => {
    const next = await engine.request('takeSlice', { document, change }, { signal, onProgress });
    if (shownDocument(store.getState()) === document) commit(store, next.document);
  });
}

/** Puts the slice of a layer in files on screen, as a fresh start. */
export function openLayer({ store, engine }: Host, layer: Slice['layer'], title: string): void {
  guardUnsaved(store, () => {
    void withProgress(store, async (signal, onProgress) => {
      const { document } = await engine.request('openLayer', { layer, title }, { signal, onProgress });
      show(store, document, null);
    });
  });
}

/** A change of the rank rule or of the stored type: of a slice another slice, else an edit of the document. */
export function changeRule(host: Host, change: Pick<SliceChange, 'rank' | 'stored'>): void {
  const { document } = host.store.getState();
  if (document.slice) void retakeSlice(host, change);
  else commit(host.store, { ...document, ...defined(change) });
}

const defined = ({ rank, stored }: Pick<SliceChange, 'rank' | 'stored'>): Partial<Document> => ({
  ...(rank && { rank }),
  ...(stored && { stored }),
});

async function withProgress(
  store: AppStore,
  work: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<void>,
): Promise<void> {
  running.get(store)?.abort();
  const own = new AbortController();
  running.set(store, own);
  const timeLeft = createTimeLeft(() => performance.now());
  const current = (): boolean => running.get(store) === own;
  try {
    await work(own.signal, ({ stage, fraction }) => {
      const secondsLeft = timeLeft(stage, fraction);
      if (current()) store.setState({ progress: { stage, fraction, secondsLeft, stop: () => own.abort() } });
    });
  } catch (error) {
    if (current()) reportError(store, error);
  }
  if (!current()) return;
  running.delete(store);
  store.setState({ progress: null });
}
