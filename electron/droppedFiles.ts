import { z } from 'zod';
import type { BridgeReply } from '#core/engine/bridgeClient.ts';
import { EngineError } from '#core/engine/contract.ts';
import { errorData } from '#core/engine/gate.ts';
import { CHANNELS } from './channels.ts';
import type { ChosenFiles } from './chosenFiles.ts';
import type { Ipc, Refusal } from './ipcGate.ts';

const pathsSchema = z.array(z.string().min(1).max(4096)).min(1).max(1000);

/**
 * The way in for files that were dropped on the window: the preload asks the system for the path of each, which only a
 * drop by the user gives it, and the page is told ids.
 */
export function registerDrops(
  ipc: Pick<Ipc, 'handle'>,
  files: Pick<ChosenFiles, 'register'>,
  refusal: Refusal,
): void {
  ipc.handle(CHANNELS.dropped, async (event, paths: unknown): Promise<BridgeReply> => {
    const why = refusal(event);
    if (why) return { error: errorData(new EngineError('denied', `A message was refused: ${why}.`)) };
    const checked = pathsSchema.safeParse(paths);
    const registered = checked.success ? files.register(checked.data) : [];
    if (registered.length > 0) return { result: registered };
    return {
      error: errorData(
        new EngineError('badInput', 'What was dropped is no file: drop files of this computer.'),
      ),
    };
  });
}
