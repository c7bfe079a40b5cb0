import {
  type Args,
  type CallOptions,
  contract,
  type Engine,
  EngineError,
  type EngineErrorData,
  engineErrorSchema,
  type HostEvent,
  hostEventSchema,
  type Progress,
  progressSchema,
  type RequestName,
  type Result,
} from './contract.ts';

/** What carries requests to a host: a socket, or the desktop's bridge. */
export interface Carrier {
  /** May throw: the request then fails. */
  send(id: number, name: RequestName, args: unknown): void;
  cancel(id: number): void;
}

/** The engine of a window, and what its carrier tells it. Whatever the host says is judged by the contract. */
export interface Client {
  readonly engine: Engine;
  settle(id: number, result: unknown): void;
  fail(id: number, error: unknown): void;
  /** Fails every request that waits for an answer. */
  failAll(error: EngineErrorData): void;
  progressed(id: number, progress: unknown): void;
  happened(event: unknown): void;
}

interface Pending {
  readonly name: RequestName;
  readonly resolve: (result: never) => void;
  readonly reject: (error: EngineError) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

const CANCELLED: EngineErrorData = { code: 'cancelled', message: 'Cancelled.' };
const fault = (message: string): EngineErrorData => ({ code: 'fault', message });

/** A client over a carrier: requests are matched to answers by id, and fail at once when they are cancelled. */
export function createClient(carrier: Carrier): Client {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(event: HostEvent) => void>();
  let next = 0;

  const take = (id: number): Pending | undefined => {
    const found = pending.get(id);
    pending.delete(id);
    return found;
  };
  const fail = (id: number, error: unknown): void => {
    const checked = engineErrorSchema.safeParse(error);
    const { code, message } = checked.success ? checked.data : fault('The host’s answer is no answer.');
    take(id)?.reject(new EngineError(code, message));
  };
  const send = (id: number, name: RequestName, args: unknown): void => {
    try {
      carrier.send(id, name, args);
    } catch {
      fail(id, fault(`“${name}” could not be sent to the host.`));
    }
  };

  const engine: Engine = {
    request<N extends RequestName>(
      name: N,
      args: Args<N>,
      { signal, onProgress }: CallOptions = {},
    ): Promise<Result<N>> {
      if (signal?.aborted) return Promise.reject(new EngineError(CANCELLED.code, CANCELLED.message));
      const id = next++;
      return new Promise<Result<N>>((resolve, reject) => {
        const abort = (): void => {
          fail(id, CANCELLED);
          try {
            carrier.cancel(id);
          } catch {
            // The host cannot be told; the request has ended at this end all the same.
          }
        };
        signal?.addEventListener('abort', abort);
        const leaving =
          <T>(settle: (value: T) => void) =>
          (value: T): void => {
            signal?.removeEventListener('abort', abort);
            settle(value);
          };
        pending.set(id, { name, resolve: leaving(resolve), reject: leaving(reject), onProgress });
        send(id, name, args);
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  return {
    engine,
    settle(id, result) {
      const request = pending.get(id);
      if (!request) return;
      const checked = contract[request.name].result.safeParse(result);
      if (checked.success) take(id)?.resolve(checked.data as never);
      else fail(id, fault(`The host’s answer to “${request.name}” is not valid.`));
    },
    fail,
    failAll(error) {
      for (const id of [...pending.keys()]) fail(id, error);
    },
    progressed(id, progress) {
      const checked = progressSchema.safeParse(progress);
      if (checked.success) pending.get(id)?.onProgress?.(checked.data);
    },
    happened(event) {
      const checked = hostEventSchema.safeParse(event);
      if (checked.success) for (const listener of listeners) listener(checked.data);
    },
  };
}
