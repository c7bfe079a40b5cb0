import { expect, test, vi } from 'vitest';
import { type Bridge, type BridgeReply, createBridgeClient } from '#core/engine/bridgeClient.ts';
import { requestNames } from '#core/engine/contract.ts';

/** A preload whose main process answers each verb so. */
function bridgeThat(answer: (id: number, args: unknown) => Promise<unknown>) {
  const ears: { progress?: (id: number, progress: unknown) => void; event?: (event: unknown) => void } = {};
  const bridge = {
    verbs: Object.fromEntries(
      requestNames.map((name) => [
        name,
        (id: number, args: unknown) => answer(id, args) as Promise<BridgeReply>,
      ]),
    ) as Bridge['verbs'],
    cancel: vi.fn(),
    giveFiles: vi.fn(),
    onProgress(listener) {
      ears.progress = listener;
    },
    onEvent(listener) {
      ears.event = listener;
    },
  } satisfies Bridge;
  return { bridge, ears, engine: createBridgeClient(bridge) };
}

const one = { text: '1', expect: 'scalar' } as const;

test('an answer comes back to the request that asked', async () => {
  const { engine } = bridgeThat(async (id) => ({ result: { value: [[id]] } }));
  const asked = [0, 1, 2].map(() => engine.request('evaluate', one));
  expect(await Promise.all(asked)).toEqual([0, 1, 2].map((id) => ({ value: [[id]] })));
});

test('an error keeps its code and its sentence', async () => {
  const { engine } = bridgeThat(async () => ({ error: { code: 'denied', message: 'No.' } }));
  await expect(engine.request('hello', {})).rejects.toMatchObject({ code: 'denied', message: 'No.' });
});

test.each([null, undefined, {}, { error: 'no' }, { result: 'no' }])(
  'a reply that is none is a fault: %j',
  async (reply) => {
    const { engine } = bridgeThat(async () => reply);
    await expect(engine.request('hello', {})).rejects.toMatchObject({ code: 'fault' });
  },
);

test('a main process that is gone is a fault, with a sentence that helps', async () => {
  const { engine } = bridgeThat(() => Promise.reject(new Error('reply was never sent')));
  await expect(engine.request('hello', {})).rejects.toMatchObject({
    code: 'fault',
    message: expect.stringContaining('start Nullscope again'),
  });
});

test('cancel, progress and events go through their own ears', async () => {
  const { engine, bridge, ears } = bridgeThat(() => new Promise(() => undefined));
  const controller = new AbortController();
  const [onProgress, onEvent] = [vi.fn(), vi.fn()];
  engine.subscribe(onEvent);
  const asked = engine.request('evaluate', one, { signal: controller.signal, onProgress });
  ears.progress?.(0, { stage: 'pairs', fraction: 0.5 });
  ears.event?.({ kind: 'command', id: 'undo' });
  controller.abort();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  expect(bridge.cancel.mock.calls).toEqual([[0]]);
  expect(onProgress).toHaveBeenCalledExactlyOnceWith({ stage: 'pairs', fraction: 0.5 });
  expect(onEvent).toHaveBeenCalledExactlyOnceWith({ kind: 'command', id: 'undo' });
});
