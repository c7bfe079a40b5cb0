import type { Analysis } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import { type CallOptions, EngineError } from './contract.ts';
import type { JobWorker } from './host.ts';
import type { JobMessage } from './worker.ts';

/** Analyses that run in a worker thread, one after another. */
export interface Jobs {
  /** The analysis; rejects with `cancelled` as soon as the signal says so, and with `fault` when the worker dies. */
  run(document: Document, options: CallOptions): Promise<Analysis>;
  close(): void;
}

/** Jobs over workers that `start` makes: one is kept while it is healthy, and ended to cancel its job. */
export function createJobs(start: () => JobWorker): Jobs {
  let idle: JobWorker | null = null;
  let current: JobWorker | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  function perform(document: Document, { signal, onProgress }: CallOptions): Promise<Analysis> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new EngineError('cancelled', 'Cancelled.'));
      const worker = idle ?? start();
      idle = null;
      current = worker;
      const leave = (keep: boolean): void => {
        signal?.removeEventListener('abort', cancel);
        current = null;
        if (keep) idle = worker;
        else worker.terminate();
      };
      const cancel = (): void => {
        leave(false);
        reject(new EngineError('cancelled', 'Cancelled.'));
      };
      signal?.addEventListener('abort', cancel);
      worker.onFailure((reason) => {
        if (current !== worker) {
          if (idle === worker) idle = null;
          return;
        }
        leave(false);
        reject(new EngineError('fault', `The analysis stopped: ${reason}.`));
      });
      worker.onMessage((data) => {
        if (current !== worker) return;
        const message = data as JobMessage;
        if (message.kind === 'progress') onProgress?.(message.progress);
        else {
          leave(true);
          if (message.kind === 'result') resolve(message.analysis);
          else reject(new EngineError(message.error.code, message.error.message));
        }
      });
      worker.post(document);
    });
  }

  return {
    run(document, options) {
      const job = queue.then(() => perform(document, options));
      queue = job.catch(() => undefined);
      return job;
    },
    close() {
      idle?.terminate();
      current?.terminate();
      idle = null;
    },
  };
}
