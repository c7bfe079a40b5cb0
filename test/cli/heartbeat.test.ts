import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { serveSocket } from '#cli/serve/socket.ts';
import type { EngineServer } from '#core/engine/engine.ts';
import { until } from '#test/support/until.ts';

/** A client of a socket that is served with a quick heartbeat; `engine` never answers. */
async function connected(autoPong: boolean, pingEvery = 20) {
  const handle = vi.fn<EngineServer['handle']>(() => new Promise(() => undefined));
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => void server.close());
  server.on('connection', (socket) => serveSocket(socket, { handle, close: () => undefined }, { pingEvery }));
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { autoPong });
  onTestFinished(() => client.terminate());
  await once(client, 'open');
  return { client, handle };
}

const request = (id: number): string => JSON.stringify({ kind: 'request', id, name: 'hello', args: {} });

test('a client that is silent is dropped', async () => {
  const { client } = await connected(false);
  await once(client, 'close');
});

test('a client that answers is kept', async () => {
  // Long enough for an answer on a machine that is busy with other things.
  const { client } = await connected(true, 400);
  for (let pings = 0; pings < 3; pings++) await once(client, 'ping');
  expect(client.readyState).toBe(WebSocket.OPEN);
});

test('a client that asks for more at once than a window does is dropped, and what it asked is cancelled', async () => {
  const { client, handle } = await connected(true, 10_000);
  for (let id = 0; id < 70; id++) client.send(request(id));
  await once(client, 'close');
  expect(handle.mock.calls.length).toBe(64);
  await until(() => {
    expect(handle.mock.calls.every(([, , options]) => options?.signal?.aborted)).toBe(true);
  });
});

test('a client that uses an id twice at once is dropped', async () => {
  const { client } = await connected(true, 10_000);
  client.send(request(1));
  client.send(request(1));
  await once(client, 'close');
});
