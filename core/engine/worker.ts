import { CrewError } from '#core/kernels/crew.ts';
import { follow } from '#core/kernels/follower.ts';
import { loadKernels } from '#core/kernels/load.ts';
import { heldColumnSpaces } from '#core/projector/gram/held.ts';
import { type ComputationName, type Computations, computations } from './computations.ts';
import { EngineError, type EngineErrorData, type Progress } from './contract.ts';
import { fileScope } from './fileScope.ts';
import { asEngineError, errorData } from './gate.ts';
import { type Equipment, type Following, lazyCrew } from './lazyCrew.ts';

/** What a worker is asked: a computation, with arguments that were validated. */
export interface Job {
  readonly name: ComputationName;
  readonly args: unknown;
  /** The paths of the files that the arguments refer to, by their ids. */
  readonly paths?: Readonly<Record<string, string>>;
}

/** What a worker says of its job: progress any number of times, then a result or an error. */
export type JobMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly error: EngineErrorData };

/** What a worker says besides: that others should share its work, and what each of them is to be told. */
export interface CrewMessage {
  readonly kind: 'crew';
  readonly followers: readonly Following[];
}

/** Everything that a worker says. */
export type WorkerMessage = JobMessage | CrewMessage;

/** The worker's end of its channel. */
export interface JobPort {
  postMessage(message: WorkerMessage): void;
  on(event: 'message', listener: (message: Job | Following) => void): unknown;
}

/** Progress is told when the fraction grew by this much, or the stage changed. */
const STEP = 0.01;

/**
 * Answers every job that arrives at `port`, or follows another worker for ever if told so. What went wrong beyond
 * the user's reach is logged too. Where its crew is lost the worker dies: whoever started it ends the others.
 * `table` is for tests.
 */
export function serveJobs(port: JobPort, equipment: Equipment, table: Computations = computations): void {
  const crew = lazyCrew(equipment, (followers) => port.postMessage({ kind: 'crew', followers }));
  const columnSpaces = heldColumnSpaces(crew, equipment.factors);

  function answer({ name, args, paths = {} }: Job): void {
    const files = fileScope((file) => {
      const path = Object.hasOwn(paths, file) ? paths[file] : undefined;
      if (path === undefined) throw new EngineError('denied', `${file}: this file was not chosen.`);
      return equipment.openFile(path);
    });
    let last: Progress = { stage: '', fraction: 0 };
    const onProgress = (progress: Progress): void => {
      if (progress.stage === last.stage && progress.fraction - last.fraction < STEP) return;
      last = progress;
      port.postMessage({ kind: 'progress', progress });
    };
    const told = (result: unknown): void => {
      files.close();
      port.postMessage({ kind: 'result', result });
    };
    const failed = (error: unknown): void => {
      files.close();
      if (error instanceof CrewError) throw error;
      port.postMessage({ kind: 'error', error: errorData(asEngineError(error, equipment.log)) });
    };
    try {
      const result = table[name](args as never, {
        onProgress,
        crew,
        columnSpaces,
        load: { files, hash: equipment.hash },
        figures: equipment.figures,
      });
      if (result instanceof Promise) result.then(told).catch(failed);
      else told(result);
    } catch (error) {
      failed(error);
    }
  }

  port.on('message', (message) => {
    if ('name' in message) return answer(message);
    const { invitation, binary } = message;
    follow(invitation, loadKernels(binary, invitation.memory));
  });
}
