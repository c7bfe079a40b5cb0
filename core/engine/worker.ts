import { type ComputationName, computations } from './computations.ts';
import type { EngineErrorData, Progress } from './contract.ts';
import { asEngineError, errorData } from './gate.ts';

/** What a worker is asked: a computation, with arguments that were validated. */
export interface Job {
  readonly name: ComputationName;
  readonly args: unknown;
}

/** What a worker says: progress any number of times, then a result or an error. */
export type JobMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly error: EngineErrorData };

/** The worker's end of its channel. */
export interface JobPort {
  postMessage(message: JobMessage): void;
  on(event: 'message', listener: (job: Job) => void): unknown;
}

/** Progress is told when the fraction grew by this much, or the stage changed. */
const STEP = 0.01;

/** Answers every job that arrives at `port`; what went wrong beyond the user's reach is logged too. */
export function serveJobs(port: JobPort, log: (fault: unknown) => void): void {
  port.on('message', ({ name, args }) => {
    let last: Progress = { stage: '', fraction: 0 };
    const onProgress = (progress: Progress): void => {
      if (progress.stage === last.stage && progress.fraction - last.fraction < STEP) return;
      last = progress;
      port.postMessage({ kind: 'progress', progress });
    };
    try {
      port.postMessage({ kind: 'result', result: computations[name](args as never, onProgress) });
    } catch (error) {
      port.postMessage({ kind: 'error', error: errorData(asEngineError(error, log)) });
    }
  });
}
