import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import { withFollowers } from '#core/engine/group.ts';
import { createJobs } from '#core/engine/jobs.ts';

/** Jobs over real threads, which end with the test: those that were started, in order, and when each runs. */
export function realJobs(start: () => Worker) {
  const threads: Worker[] = [];
  const online: Promise<unknown>[] = [];
  const jobs = createJobs(
    withFollowers(() => {
      const thread = start();
      threads.push(thread);
      online.push(once(thread, 'online'));
      return {
        post: (message) => thread.postMessage(message),
        onMessage: (listener) => void thread.on('message', listener),
        onFailure(listener) {
          thread.on('error', (error) => listener(error.message));
          thread.on('exit', (code) => listener(`its thread ended with ${code}`));
        },
        terminate: () => void thread.terminate(),
      };
    }),
  );
  onTestFinished(() => jobs.close());
  return { jobs, threads, online };
}

/** An ear for progress, and the moment when it first hears some. */
export function firstProgress() {
  let onProgress = (): void => undefined;
  const heard = new Promise<void>((resolve) => {
    onProgress = resolve;
  });
  return { onProgress, heard };
}
