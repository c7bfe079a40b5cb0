import { describe, expect, test, vi } from 'vitest';
import { type Carrier, createClient } from '#core/engine/client.ts';
import type { EngineErrorData } from '#core/engine/contract.ts';

/** A client over a carrier that only notes what it is given. */
function client() {
  const carrier = { send: vi.fn<Carrier['send']>(), cancel: vi.fn<Carrier['cancel']>() };
  return { carrier, ...createClient(carrier) };
}

const value = (x: number) => ({ value: [[x]] });
const text = (x: string) => ({ text: x, expect: 'scalar' }) as const;

describe('a request', () => {
  test('gets the answer with its id, in whichever order the answers come', async () => {
    const { engine, settle, carrier } = client();
    const asked = ['1', '2', '3'].map((x) => engine.request('evaluate', text(x)));
    const ids = carrier.send.mock.calls.map(([id]) => id);
    expect(new Set(ids).size).toBe(3);
    for (const at of [2, 0, 1]) settle(ids[at] ?? -1, value(at + 1));
    expect(await Promise.all(asked)).toEqual([value(1), value(2), value(3)]);
  });

  test('takes one answer, and no second', async () => {
    const { engine, settle, fail } = client();
    const asked = engine.request('evaluate', text('1'));
    settle(0, value(1));
    settle(0, value(2));
    fail(0, { code: 'fault', message: 'late' });
    expect(await asked).toEqual(value(1));
  });

  test('is not settled by an answer to another', async () => {
    const { engine, settle } = client();
    const asked = engine.request('evaluate', text('1'));
    settle(99, value(9));
    settle(0, value(1));
    expect(await asked).toEqual(value(1));
  });

  test.each([
    ['nothing', undefined],
    ['another shape', { value: 'one' }],
    ['more than was agreed', { ...value(1), stowaway: 1 }],
    ['an endless number', value(Infinity)],
  ])('whose answer is %s fails as a fault of the host', async (_what, answer) => {
    const { engine, settle } = client();
    const asked = engine.request('evaluate', text('1'));
    settle(0, answer);
    await expect(asked).rejects.toMatchObject({
      code: 'fault',
      message: 'The host’s answer to “evaluate” is not valid.',
    });
  });

  test('rejects with the host’s error', async () => {
    const { engine, fail } = client();
    const asked = engine.request('evaluate', text('x'));
    const error: EngineErrorData = { code: 'badInput', message: 'Unknown name “x”.' };
    fail(0, error);
    await expect(asked).rejects.toMatchObject({ name: 'EngineError', ...error });
  });

  test.each([undefined, null, 'no', { code: 'odd', message: 'no' }, { code: 'fault' }])(
    'rejects as a fault with an error that is none: %j',
    async (error) => {
      const { engine, fail } = client();
      const asked = engine.request('hello', {});
      fail(0, error);
      await expect(asked).rejects.toMatchObject({ code: 'fault' });
    },
  );

  test('that cannot be sent rejects with a sentence', async () => {
    const { engine, carrier } = client();
    carrier.send.mockImplementationOnce(() => {
      throw new Error('could not be cloned');
    });
    await expect(engine.request('hello', {})).rejects.toMatchObject({
      code: 'fault',
      message: '“hello” could not be sent to the host.',
    });
  });

  test('hears its progress while it waits, and only what is valid', async () => {
    const { engine, settle, progressed } = client();
    const onProgress = vi.fn();
    const asked = engine.request('evaluate', text('1'), { onProgress });
    progressed(0, { stage: 'pairs', fraction: 0.5 });
    progressed(0, { stage: 'pairs', fraction: 7 });
    progressed(1, { stage: 'of another', fraction: 0.5 });
    settle(0, value(1));
    progressed(0, { stage: 'late', fraction: 1 });
    await asked;
    expect(onProgress.mock.calls).toEqual([[{ stage: 'pairs', fraction: 0.5 }]]);
  });
});

describe('a request that is cancelled', () => {
  test('rejects at once and tells the host, once', async () => {
    const { engine, carrier, settle } = client();
    const controller = new AbortController();
    const asked = engine.request('evaluate', text('1'), { signal: controller.signal });
    controller.abort();
    settle(0, value(1));
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(carrier.cancel.mock.calls).toEqual([[0]]);
  });

  test('before it was asked is never sent', async () => {
    const { engine, carrier } = client();
    const signal = AbortSignal.abort();
    await expect(engine.request('hello', {}, { signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(carrier.send).not.toHaveBeenCalled();
  });

  test('after its answer tells nobody', async () => {
    const { engine, carrier, settle } = client();
    const controller = new AbortController();
    const asked = engine.request('evaluate', text('1'), { signal: controller.signal });
    settle(0, value(1));
    await asked;
    controller.abort();
    expect(carrier.cancel).not.toHaveBeenCalled();
  });
});

describe('events of the host', () => {
  test('reach every listener until it leaves', () => {
    const { engine, happened } = client();
    const [stays, leaves] = [vi.fn(), vi.fn()];
    engine.subscribe(stays);
    const leave = engine.subscribe(leaves);
    happened({ kind: 'command', id: 'undo' });
    leave();
    happened({ kind: 'closeRequested' });
    expect(stays.mock.calls).toEqual([[{ kind: 'command', id: 'undo' }], [{ kind: 'closeRequested' }]]);
    expect(leaves.mock.calls).toEqual([[{ kind: 'command', id: 'undo' }]]);
  });

  test.each([null, 'undo', { kind: 'command' }, { kind: 'odd' }, { kind: 'closeRequested', more: 1 }])(
    'are judged by the contract: %j is dropped',
    (event) => {
      const { engine, happened } = client();
      const listener = vi.fn();
      engine.subscribe(listener);
      happened(event);
      expect(listener).not.toHaveBeenCalled();
    },
  );
});

test('a lost host fails every request that waits, with its sentence', async () => {
  const { engine, failAll } = client();
  const asked = [engine.request('hello', {}), engine.request('listSessions', {})];
  failAll({ code: 'fault', message: 'The host is gone.' });
  for (const each of asked) await expect(each).rejects.toThrow('The host is gone.');
});
