import type { WebSocket } from 'ws';
import type { EngineError } from '#core/engine/contract.ts';
import type { EngineServer } from '#core/engine/engine.ts';
import { errorData } from '#core/engine/gate.ts';
import { clientMessageSchema, type HostMessage } from '#core/engine/wire.ts';

/** A client that has this much unread is dropped, bytes. */
const MOST_UNREAD = 64 * 1024 * 1024;

/** A client that runs more requests than this at once is dropped. */
const MOST_RUNNING = 64;

/** A client that does not answer a ping within this time is dropped, milliseconds. */
const PING_EVERY = 30_000;

export interface SocketOptions {
  /** The session that a fresh window is asked to open, once it listens. */
  readonly openFirst?: string | null;
  readonly pingEvery?: number;
}

/** Serves one window: every message through the engine's gate, answers matched by id. */
export function serveSocket(
  socket: WebSocket,
  engine: EngineServer,
  { openFirst = null, pingEvery = PING_EVERY }: SocketOptions = {},
): void {
  const running = new Map<number, AbortController>();
  const send = (message: HostMessage): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_UNREAD) socket.terminate();
    else socket.send(JSON.stringify(message));
  };
  const answered = firstOpening(openFirst, (file) =>
    send({ kind: 'event', event: { kind: 'openRequested', file } }),
  );

  async function answer(id: number, name: string, args: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const result = await engine.handle(name, args, {
        signal: controller.signal,
        onProgress: (progress) => send({ kind: 'progress', id, progress }),
      });
      send({ kind: 'result', id, result });
      answered(name);
    } catch (error) {
      send({ kind: 'error', id, error: errorData(error as EngineError) });
    } finally {
      running.delete(id);
    }
  }

  socket.on('message', (data, binary) => {
    const message = binary ? null : parse(String(data));
    if (!message || running.size >= MOST_RUNNING) return socket.terminate();
    if (message.kind === 'cancel') running.get(message.id)?.abort();
    else if (running.has(message.id)) socket.terminate();
    else void answer(message.id, message.name, message.args);
  });

  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  const heartbeat = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, pingEvery);
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(heartbeat);
    for (const controller of running.values()) controller.abort();
  });
}

/**
 * Asks a window to open a session as soon as it listens, which is when it tells its title. Only a fresh one
 * says hello; one that lost its socket and came back keeps what it shows.
 */
function firstOpening(file: string | null, ask: (file: string) => void): (request: string) => void {
  let waiting = file;
  let fresh = false;
  return (request) => {
    if (request === 'hello') fresh = true;
    if (request !== 'setWindowState' || !fresh || waiting === null) return;
    ask(waiting);
    waiting = null;
  };
}

function parse(text: string) {
  try {
    const checked = clientMessageSchema.safeParse(JSON.parse(text));
    return checked.success ? checked.data : null;
  } catch {
    return null;
  }
}
