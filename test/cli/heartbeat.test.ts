import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { serveSocket } from '#cli/serve/socket.ts';
import type { EngineServer } from '#core/engine/engine.ts';

/** A client of a socket that is served with a quick heartbeat; `engine` never answers. */
async function connected(autoPong: boolean) {
  const handle = vi.fn<EngineServer['handle']>(() => new Promise(() => undefined));
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => void server.close());
  server.on('connection', (socket) =>
    serveSocket(socket, { handle, close: () => undefined }, { pingEvery: 20 }),
  );
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
  const { client } = await connected(true);
  for (let pings = 0; pings < 5; pings++) await once(client, 'ping');
  expect(client.readyState).toBe(WebSocket.OPEN);
});

test('a client that asks for more at once than a window does is dropped, and what it asked is cancelled', async () => {
  const { client, handle } = await connected(true);
  for (let id = 0; id < 70; id++) client.send(request(id));
  await once(client, 'close');
  expect(handle.mock.calls.length).toBe(64);
  await vi.waitFor(() => {
    expect(handle.mock.calls.every(([, , options]) => options?.signal?.aborted)).toBe(true);
  });
});

test('a client that uses an id twice at once is dropped', async () => {
  const { client } = await connected(true);
  client.send(request(1));
  client.send(request(1));
  await once(client, 'close');
});
