import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { BridgeReply } from '#core/engine/bridgeClient.ts';
import { EngineError, requestNames } from '#core/engine/contract.ts';
import type { EngineServer } from '#core/engine/engine.ts';
import { errorData } from '#core/engine/gate.ts';
import { CHANNELS } from './channels.ts';
import { isOwnUrl } from './protocol.ts';

/** Why a message is refused; null where it comes from a page of ours. */
export type Refusal = (event: Sender) => string | null;

type Sender = Pick<IpcMainInvokeEvent | IpcMainEvent, 'sender' | 'senderFrame'>;

/** The part of `ipcMain` that the gate needs. */
export type Ipc = Pick<IpcMain, 'handle' | 'on'>;

/** Judges where a message comes from: the main frame of a window that we opened, at our own origin. */
export const refusalOf =
  (isKnown: (contents: WebContents) => boolean): Refusal =>
  ({ sender, senderFrame }) => {
    if (!isKnown(sender)) return 'it does not come from a window of Nullscope';
    if (!senderFrame || senderFrame !== sender.mainFrame) return 'it does not come from the main frame';
    return isOwnUrl(senderFrame.url) ? null : 'its origin is foreign';
  };

/**
 * The one gate for every request of a window: `refusal` judges where it comes from; its arguments are then judged by
 * the contract. A refusal is an error, not silence.
 */
export function registerIpc(ipc: Ipc, engine: EngineServer, refusal: Refusal): void {
  const running = new Map<string, AbortController>();

  const keyOf = ({ sender }: Sender, id: unknown): string => `${sender.id}/${String(id)}`;

  for (const name of requestNames) {
    ipc.handle(CHANNELS.request(name), async (event, id: unknown, args: unknown): Promise<BridgeReply> => {
      const why = refusal(event);
      if (why) return { error: errorData(new EngineError('denied', `A message was refused: ${why}.`)) };
      if (!Number.isSafeInteger(id))
        return { error: errorData(new EngineError('badInput', 'A message without an id.')) };
      const key = keyOf(event, id);
      // A page that was loaded again counts from 0 again; what it asked before is of no use to it.
      running.get(key)?.abort();
      const controller = new AbortController();
      running.set(key, controller);
      try {
        const result = await engine.handle(name, args, {
          signal: controller.signal,
          onProgress: (progress) => {
            if (!event.sender.isDestroyed()) event.sender.send(CHANNELS.progress, id, progress);
          },
        });
        return { result };
      } catch (error) {
        return { error: errorData(error as EngineError) };
      } finally {
        if (running.get(key) === controller) running.delete(key);
      }
    });
  }

  ipc.on(CHANNELS.cancel, (event, id: unknown) => {
    if (!refusal(event)) running.get(keyOf(event, id))?.abort();
  });
}
