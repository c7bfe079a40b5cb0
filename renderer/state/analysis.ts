import type { Analysis } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import { type Engine, EngineError, type Progress } from '#core/engine/contract.ts';
import { createTimeLeft } from '#core/engine/timeLeft.ts';
import { inUpdate, type Schedule } from '#renderer/frame/frame.ts';
import { type AppStore, type Frame, shownDocument } from './store.ts';

/**
 * How many analyses may be under way. Two: the next is on its way while an answer waits for a busy window,
 * so that every frame of a drag has a new one; more would only be late.
 */
const MOST = 2;

/**
 * An analysis that runs longer than this, in milliseconds, is cancelled when a newer document waits: or than so many
 * times what the last one took, lest a layer that takes long be never answered while its direction is dragged.
 */
const PATIENCE = 100;
const LONGER = 3;

interface Run {
  readonly number: number;
  readonly document: Document;
  readonly since: number;
  readonly controller: AbortController;
}

/**
 * Keeps `frame` in step with the document on screen: the newest document goes next, what came between is
 * never asked for, and an answer is shown only when it is newer than what is shown: at once, or during a
 * gesture in the next frame, so that no frame renders two. Returns a function that stops it.
 */
export function keepAnalysed(store: AppStore, engine: Engine, schedule: Schedule = inUpdate): () => void {
  let runs: readonly Run[] = [];
  let count = 0;
  let shown = 0;
  let asked: Document | null = null;
  let failed: Document | null = null;
  let stopped = false;
  let patience = PATIENCE;
  let cancelShow: () => void = () => undefined;

  function wake(): void {
    const state = store.getState();
    const document = shownDocument(state);
    if (stopped || document === asked || document === failed) return;
    if (runs.length < MOST) void run(document);
    else
      for (const { since, controller } of runs) if (performance.now() - since > patience) controller.abort();
  }

  async function run(document: Document): Promise<void> {
    count += 1;
    asked = document;
    const own: Run = { number: count, document, since: performance.now(), controller: new AbortController() };
    const { draft, subject } = store.getState();
    runs = [...runs, own];
    const timeLeft = createTimeLeft(() => performance.now());
    const arrived = (analysis: Analysis): void => {
      if (own.number < shown || stopped) return;
      shown = own.number;
      show({ document, analysis, draft, subject });
    };
    const onProgress = ({ stage, fraction, analysis }: Progress): void => {
      if (analysis) arrived(analysis);
      const secondsLeft = timeLeft(stage, fraction);
      store.setState({ progress: { stage, fraction, secondsLeft, stop: () => stop(own) } });
    };
    try {
      const { analysis } = await engine.request(
        'analyze',
        { document },
        { signal: own.controller.signal, onProgress },
      );
      patience = Math.max(PATIENCE, LONGER * (performance.now() - own.since));
      arrived(analysis);
    } catch (error) {
      if (!(error instanceof EngineError && error.code === 'cancelled')) {
        failed = document;
        report(error);
      }
    }
    runs = runs.filter((other) => other !== own);
    if (runs.length === 0 && store.getState().progress) store.setState({ progress: null });
    wake();
  }

  /** Ends an analysis that the user does not want to wait for; the document is not analysed until it changes. */
  function stop({ document, controller }: Run): void {
    failed = document;
    controller.abort();
    const text = 'The analysis was stopped. What is shown is the last one.';
    store.setState({ notice: { kind: 'info', text } });
  }

  function show(frame: Frame): void {
    cancelShow();
    if (frame.draft) cancelShow = schedule(() => store.setState({ frame }));
    else store.setState({ frame });
  }

  function report(error: unknown): void {
    const text = error instanceof Error ? error.message : 'The analysis failed.';
    store.setState({ notice: { kind: 'error', text } });
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (shownDocument(state) !== shownDocument(before)) wake();
  });
  wake();
  return () => {
    stopped = true;
    cancelShow();
    for (const { controller } of runs) controller.abort();
    unsubscribe();
  };
}
