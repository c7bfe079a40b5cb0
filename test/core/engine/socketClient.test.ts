import { describe, expect, test, vi } from 'vitest';
import { createSocketClient, type SocketLike } from '#core/engine/socketClient.ts';
import { clientMessageSchema } from '#core/engine/wire.ts';

/** A socket that a test opens, closes and speaks through. */
class FakeSocket extends EventTarget {
  readonly sent: unknown[] = [];
  send(text: string): void {
    this.sent.push(clientMessageSchema.parse(JSON.parse(text)));
  }
  open(): void {
    this.dispatchEvent(new Event('open'));
  }
  close(): void {
    this.dispatchEvent(new Event('close'));
  }
  /** What arrives, as it is. */
  arrive(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  say(message: unknown): void {
    this.arrive(JSON.stringify(message));
  }
}

function client() {
  const sockets: FakeSocket[] = [];
  const engine = createSocketClient(() => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket as unknown as SocketLike;
  });
  const at = (index: number): FakeSocket => sockets[index] as FakeSocket;
  return { engine, sockets, at };
}

const one = { text: '1', expect: 'scalar' } as const;
const asks = (id: number) => ({ kind: 'request', id, name: 'evaluate', args: one });
const answer = (id: number, x: number) => ({ kind: 'result', id, result: { value: [[x]] } });

describe('the engine over a socket', () => {
  test('connects at once, and sends what was asked meanwhile when the socket opens, in order', async () => {
    const { engine, at } = client();
    const asked = [engine.request('evaluate', one), engine.request('evaluate', one)];
    expect(at(0).sent).toEqual([]);
    at(0).open();
    expect(at(0).sent).toEqual([asks(0), asks(1)]);
    at(0).say(answer(1, 11));
    at(0).say(answer(0, 10));
    expect(await Promise.all(asked)).toEqual([{ value: [[10]] }, { value: [[11]] }]);
  });

  test('passes on progress, errors and events', async () => {
    const { engine, at } = client();
    const [onProgress, onEvent] = [vi.fn(), vi.fn()];
    engine.subscribe(onEvent);
    at(0).open();
    const asked = engine.request('evaluate', one, { onProgress });
    at(0).say({ kind: 'progress', id: 0, progress: { stage: 'pairs', fraction: 0.5 } });
    at(0).say({ kind: 'event', event: { kind: 'closeRequested' } });
    at(0).say({ kind: 'error', id: 0, error: { code: 'badInput', message: 'No.' } });
    await expect(asked).rejects.toMatchObject({ code: 'badInput', message: 'No.' });
    expect(onProgress).toHaveBeenCalledExactlyOnceWith({ stage: 'pairs', fraction: 0.5 });
    expect(onEvent).toHaveBeenCalledExactlyOnceWith({ kind: 'closeRequested' });
  });

  test('tells the host what was cancelled, also before the socket opened', async () => {
    const { engine, at } = client();
    const controller = new AbortController();
    const asked = engine.request('evaluate', one, { signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    at(0).open();
    expect(at(0).sent).toEqual([asks(0), { kind: 'cancel', id: 0 }]);
  });

  test.each([
    ['no JSON', '{"kind":'],
    ['binary', new ArrayBuffer(4)],
    ['another message', '{"kind":"eval","code":"1"}'],
    ['a negative id', JSON.stringify(answer(-1, 1))],
  ])('is not moved by %s', async (_what, data) => {
    const { engine, at } = client();
    at(0).open();
    const asked = engine.request('evaluate', one);
    at(0).arrive(data);
    at(0).say(answer(0, 1));
    expect(await asked).toEqual({ value: [[1]] });
  });
});

describe('a socket that closes', () => {
  test('fails all that wait, also what it never sent, with a sentence that helps', async () => {
    for (const opened of [true, false]) {
      const { engine, at } = client();
      const asked = [engine.request('evaluate', one), engine.request('hello', {})];
      if (opened) at(0).open();
      at(0).close();
      for (const each of asked) {
        await expect(each).rejects.toMatchObject({
          code: 'fault',
          message: expect.stringMatching(/^The host does not answer.*\.$/),
        });
      }
    }
  });

  test('is replaced at the next request, and not before', async () => {
    const { engine, sockets, at } = client();
    at(0).open();
    at(0).close();
    expect(sockets).toHaveLength(1);
    const asked = engine.request('evaluate', one);
    expect(sockets).toHaveLength(2);
    at(1).open();
    expect(at(1).sent).toEqual([asks(0)]);
    at(1).say(answer(0, 1));
    expect(await asked).toEqual({ value: [[1]] });
  });

  test('again and again fails each request once, and no loop begins', async () => {
    const { engine, sockets, at } = client();
    at(0).close();
    for (const index of [1, 2]) {
      const asked = engine.request('hello', {});
      at(index).close();
      await expect(asked).rejects.toMatchObject({ code: 'fault' });
    }
    expect(sockets).toHaveLength(3);
  });
});
