import { analyze } from '#core/analysis/analyze.ts';
import type { Analysis } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import type { EngineErrorData, Progress } from './contract.ts';
import { asEngineError, errorData } from './gate.ts';

/** What a worker says: progress any number of times, then a result or an error. */
export type JobMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'result'; readonly analysis: Analysis }
  | { readonly kind: 'error'; readonly error: EngineErrorData };

/** The worker's end of its channel. */
export interface JobPort {
  postMessage(message: JobMessage): void;
  on(event: 'message', listener: (document: Document) => void): unknown;
}

/** Progress is told when the fraction grew by this much, or the stage changed. */
const STEP = 0.01;

/** Answers every document that arrives at `port` with its analysis. */
export function serveJobs(port: JobPort, log: (fault: unknown) => void): void {
  port.on('message', (document) => {
    let last: Progress = { stage: '', fraction: 0 };
    const onProgress = (stage: string, fraction: number): void => {
      if (stage === last.stage && fraction - last.fraction < STEP) return;
      last = { stage, fraction };
      port.postMessage({ kind: 'progress', progress: last });
    };
    try {
      port.postMessage({ kind: 'result', analysis: analyze(document, { onProgress }) });
    } catch (error) {
      port.postMessage({ kind: 'error', error: errorData(asEngineError(error, log)) });
    }
  });
}
