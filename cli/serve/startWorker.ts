import { Worker } from 'node:worker_threads';
import type { JobWorker } from '#core/engine/host.ts';

/** A worker thread for long computations: `jobWorker.js`, built beside this bundle. */
export function startWorker(): JobWorker {
  const worker = new Worker(new URL('./jobWorker.js', import.meta.url));
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onFailure(listener) {
      worker.on('error', (error) => listener(error.message));
      worker.on('messageerror', (error) => listener(error.message));
      worker.on('exit', (code) => listener(`its thread ended with ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}
