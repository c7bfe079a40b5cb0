import { type Engine, EngineError } from '#core/engine/contract.ts';
import { type AppStore, shownDocument } from './store.ts';

/** An analysis that runs longer than this is cancelled when a newer document waits, milliseconds. */
const PATIENCE = 100;

/**
 * Keeps `frame` in step with the document on screen: one request at a time and the newest document next, so
 * that a drag never queues behind itself. Returns a function that stops it.
 */
export function keepAnalysed(store: AppStore, engine: Engine): () => void {
  let running: { readonly since: number; readonly controller: AbortController } | null = null;
  let stopped = false;

  async function run(): Promise<void> {
    while (!stopped) {
      const { draft, frame } = store.getState();
      const document = shownDocument(store.getState());
      if (document === frame?.document) break;
      const controller = new AbortController();
      running = { since: performance.now(), controller };
      try {
        const { analysis } = await engine.request(
          'analyze',
          { document },
          { signal: controller.signal, onProgress: (progress) => store.setState({ progress }) },
        );
        store.setState({ frame: { document, analysis, draft }, progress: null });
      } catch (error) {
        store.setState({ progress: null });
        if (error instanceof EngineError && error.code === 'cancelled') continue;
        report(error);
        break;
      }
    }
    running = null;
  }

  function report(error: unknown): void {
    const text = error instanceof Error ? error.message : 'The analysis failed.';
    store.setState({ notice: { kind: 'error', text } });
  }

  const wake = (): void => {
    if (!running) void run();
    else if (performance.now() - running.since > PATIENCE) running.controller.abort();
  };

  const unsubscribe = store.subscribe((state, before) => {
    if (shownDocument(state) !== shownDocument(before)) wake();
  });
  wake();
  return () => {
    stopped = true;
    running?.controller.abort();
    unsubscribe();
  };
}
