import {
  type Args,
  type CallOptions,
  contract,
  type Engine,
  EngineError,
  engineErrorSchema,
  type HostEvent,
  hostEventSchema,
  type Progress,
  progressSchema,
  type RequestName,
  type Result,
} from './contract.ts';
import { type ClientMessage, type HostMessage, hostMessageSchema } from './wire.ts';

const GONE = 'The host of this window does not answer any more: start Nullscope again.';

/** The part of a WebSocket that the client needs (core knows no DOM). */
export interface SocketLike {
  send(text: string): void;
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** What the desktop's preload puts on the window: a named verb per request, and three ears. */
export interface Bridge {
  readonly verbs: { readonly [N in RequestName]: (id: number, args: unknown) => Promise<BridgeReply> };
  cancel(id: number): void;
  onProgress(listener: (id: number, progress: unknown) => void): void;
  onEvent(listener: (event: unknown) => void): void;
}

/** An answer over the bridge, where an error would lose its code. */
export type BridgeReply = { readonly result: unknown } | { readonly error: unknown };

interface Pending {
  readonly name: RequestName;
  readonly resolve: (result: never) => void;
  readonly reject: (error: EngineError) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

type Send = (id: number, name: RequestName, args: unknown) => void;

/** What both clients share: requests matched to answers by id, validated at this end too. */
function createClient(send: Send, cancel: (id: number) => void) {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(event: HostEvent) => void>();
  let next = 0;

  const take = (id: number): Pending | undefined => {
    const found = pending.get(id);
    pending.delete(id);
    return found;
  };
  const fail = (id: number, error: unknown): void => {
    const data = engineErrorSchema.safeParse(error);
    const { code, message } = data.success
      ? data.data
      : { code: 'fault' as const, message: 'The host answered nonsense.' };
    take(id)?.reject(new EngineError(code, message));
  };
  const settle = (id: number, result: unknown): void => {
    const request = pending.get(id);
    if (!request) return;
    const checked = contract[request.name].result.safeParse(result);
    if (checked.success) take(id)?.resolve(checked.data as never);
    else fail(id, { code: 'fault', message: `The host's answer to “${request.name}” is not valid.` });
  };
  const progressed = (id: number, progress: unknown): void => {
    const checked = progressSchema.safeParse(progress);
    if (checked.success) pending.get(id)?.onProgress?.(checked.data);
  };
  const happened = (event: unknown): void => {
    const checked = hostEventSchema.safeParse(event);
    if (checked.success) for (const listener of listeners) listener(checked.data);
  };
  const failAll = (message: string): void => {
    for (const id of [...pending.keys()]) fail(id, { code: 'fault', message });
  };

  const engine: Engine = {
    request<N extends RequestName>(
      name: N,
      args: Args<N>,
      { signal, onProgress }: CallOptions = {},
    ): Promise<Result<N>> {
      const id = next++;
      return new Promise<Result<N>>((resolve, reject) => {
        if (signal?.aborted) return reject(new EngineError('cancelled', 'Cancelled.'));
        const abort = (): void => cancel(id);
        signal?.addEventListener('abort', abort);
        const done = (): void => signal?.removeEventListener('abort', abort);
        pending.set(id, {
          name,
          resolve: (result) => {
            done();
            resolve(result);
          },
          reject: (error) => {
            done();
            reject(error);
          },
          onProgress,
        });
        send(id, name, args);
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { engine, settle, fail, failAll, progressed, happened };
}

/** The engine over a socket. Requests wait until it is open; when it closes, they and all later ones fail. */
export function createSocketClient(socket: SocketLike): Engine {
  let state: 'opening' | 'open' | 'closed' = 'opening';
  const waiting: string[] = [];
  const post = (message: ClientMessage): void => {
    const text = JSON.stringify(message);
    if (state === 'open') socket.send(text);
    else if (state === 'opening') waiting.push(text);
    else void Promise.resolve().then(() => client.failAll(GONE));
  };
  const client = createClient(
    (id, name, args) => post({ kind: 'request', id, name, args }),
    (id) => post({ kind: 'cancel', id }),
  );
  socket.addEventListener('open', () => {
    state = 'open';
    for (const text of waiting.splice(0)) socket.send(text);
  });
  socket.addEventListener('close', () => {
    state = 'closed';
    client.failAll(GONE);
  });
  socket.addEventListener('message', ({ data }) => {
    const message = hostMessage(data);
    if (message?.kind === 'result') client.settle(message.id, message.result);
    else if (message?.kind === 'error') client.fail(message.id, message.error);
    else if (message?.kind === 'progress') client.progressed(message.id, message.progress);
    else if (message?.kind === 'event') client.happened(message.event);
  });
  return client.engine;
}

function hostMessage(data: unknown): HostMessage | null {
  if (typeof data !== 'string') return null;
  try {
    const checked = hostMessageSchema.safeParse(JSON.parse(data));
    return checked.success ? checked.data : null;
  } catch {
    return null;
  }
}

/** The engine over the desktop's preload bridge. */
export function createBridgeClient(bridge: Bridge): Engine {
  const client = createClient(
    (id, name, args) => {
      bridge.verbs[name](id, args).then(
        (reply) => ('result' in reply ? client.settle(id, reply.result) : client.fail(id, reply.error)),
        () => client.fail(id, { code: 'fault', message: GONE }),
      );
    },
    (id) => bridge.cancel(id),
  );
  bridge.onProgress(client.progressed);
  bridge.onEvent(client.happened);
  return client.engine;
}
