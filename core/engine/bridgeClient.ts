import { createClient } from './client.ts';
import type { Engine, EngineErrorData, RequestName } from './contract.ts';

/** What the desktop's preload puts on the window: a named verb per request, one for dropped files, and three ears. */
export interface Bridge {
  readonly verbs: { readonly [N in RequestName]: (id: number, args: unknown) => Promise<BridgeReply> };
  cancel(id: number): void;
  /** Lets the host read files that were dropped on the window (`File`s of the page): a list of `HostFile`s. */
  giveFiles(files: readonly unknown[]): Promise<BridgeReply>;
  onProgress(listener: (id: number, progress: unknown) => void): void;
  onEvent(listener: (event: unknown) => void): void;
}

/** An answer over the bridge, where a thrown error would lose its code. */
export type BridgeReply = { readonly result: unknown } | { readonly error: unknown };

const GONE: EngineErrorData = {
  code: 'fault',
  message: 'The main process of Nullscope does not answer: start Nullscope again.',
};

/** The engine over the desktop's preload bridge. */
export function createBridgeClient(bridge: Bridge): Engine {
  const client = createClient({
    send(id, name, args) {
      bridge.verbs[name](id, args).then(
        (reply: BridgeReply | null) => {
          if (reply && 'result' in reply) client.settle(id, reply.result);
          else client.fail(id, reply?.error);
        },
        () => client.fail(id, GONE),
      );
    },
    cancel: (id) => bridge.cancel(id),
  });
  bridge.onProgress(client.progressed);
  bridge.onEvent(client.happened);
  return client.engine;
}
