import { vi } from 'vitest';
import type { JobWorker } from '#core/engine/host.ts';
import type { WorkerMessage } from '#core/engine/worker.ts';

/** A worker thread that a test speaks for. */
export interface FakeWorker extends JobWorker {
  readonly posted: unknown[];
  readonly ended: () => boolean;
  say(message: WorkerMessage): void;
  die(reason: string): void;
}

function fakeWorker(): FakeWorker {
  const posted: unknown[] = [];
  let hear: (message: unknown) => void = () => undefined;
  let fail: (reason: string) => void = () => undefined;
  let ended = false;
  return {
    posted,
    ended: () => ended,
    post: (message) => void posted.push(message),
    onMessage(listener) {
      hear = listener;
    },
    onFailure(listener) {
      fail = listener;
    },
    // A thread that was ended says so, too.
    terminate() {
      ended = true;
      fail('its thread ended with 1');
    },
    say: (message) => hear(message),
    die: (reason) => fail(reason),
  };
}

/** Every worker that was started, in order, and what starts them. */
export function fakeWorkers() {
  const started: FakeWorker[] = [];
  const start = vi.fn((): JobWorker => {
    const worker = fakeWorker();
    started.push(worker);
    return worker;
  });
  /** The worker that was started at this place. */
  const at = (index: number): FakeWorker => {
    const worker = started[index];
    if (!worker) throw new Error(`only ${started.length} workers were started`);
    return worker;
  };
  return { started, start, at };
}
