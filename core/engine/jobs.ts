import { type CallOptions, EngineError } from './contract.ts';
import type { JobWorker } from './host.ts';
import type { Job, JobMessage } from './worker.ts';

/** Computations that run in worker threads. */
export interface Jobs {
  /**
   * The result of a job; rejects with `cancelled` as soon as the signal says so, running or waiting, and with
   * `fault` when its worker dies.
   */
  run(job: Job, options: CallOptions): Promise<unknown>;
  /** Ends every worker; what still runs or waits rejects with `cancelled`. */
  close(): void;
}

interface Task {
  readonly job: Job;
  readonly options: CallOptions;
  readonly cancel: () => void;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** So many jobs run at once: a long one of one window must not stop the next window. */
const MOST_WORKERS = 2;

/** Jobs over workers that `start` makes: a healthy one is kept for the next job; to cancel a job, its worker is ended. */
export function createJobs(start: () => JobWorker): Jobs {
  const waiting: Task[] = [];
  const running = new Map<JobWorker, Task>();
  const idle = new Set<JobWorker>();

  function employ(): JobWorker {
    const worker = start();
    worker.onMessage((message) => heard(worker, message as JobMessage));
    worker.onFailure((reason) => lost(worker, reason));
    return worker;
  }

  function startNext(): void {
    if (running.size >= MOST_WORKERS) return;
    const task = waiting.shift();
    if (!task) return;
    let worker: JobWorker | undefined;
    try {
      [worker = employ()] = idle;
      idle.delete(worker);
      running.set(worker, task);
      worker.post(task.job);
    } catch (error) {
      task.reject(error);
      if (worker) release(worker, false);
      else forget(task);
    }
  }

  function forget(task: Task): void {
    task.options.signal?.removeEventListener('abort', task.cancel);
    startNext();
  }

  /** Takes the task from its worker, which becomes idle or is ended. */
  function release(worker: JobWorker, healthy: boolean): Task | undefined {
    const task = running.get(worker);
    running.delete(worker);
    if (healthy) idle.add(worker);
    else worker.terminate();
    if (task) forget(task);
    return task;
  }

  function heard(worker: JobWorker, message: JobMessage): void {
    if (!running.has(worker)) return;
    if (message.kind === 'progress') running.get(worker)?.options.onProgress?.(message.progress);
    else if (message.kind === 'result') release(worker, true)?.resolve(message.result);
    else release(worker, true)?.reject(new EngineError(message.error.code, message.error.message));
  }

  function lost(worker: JobWorker, reason: string): void {
    idle.delete(worker);
    if (!running.has(worker)) return;
    release(worker, false)?.reject(new EngineError('fault', `The computation stopped: ${reason}.`));
  }

  function cancel(task: Task): void {
    const at = waiting.indexOf(task);
    if (at >= 0) waiting.splice(at, 1);
    for (const [worker, own] of running) if (own === task) release(worker, false);
    task.reject(new EngineError('cancelled', 'Cancelled.'));
  }

  return {
    run: (job, options) =>
      new Promise((resolve, reject) => {
        const task: Task = { job, options, cancel: () => cancel(task), resolve, reject };
        if (options.signal?.aborted) return task.cancel();
        options.signal?.addEventListener('abort', task.cancel);
        waiting.push(task);
        startNext();
      }),
    close() {
      for (const task of waiting.splice(0)) task.cancel();
      for (const task of [...running.values()]) task.cancel();
      for (const worker of idle) worker.terminate();
      idle.clear();
    },
  };
}
