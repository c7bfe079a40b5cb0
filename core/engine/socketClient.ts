import { createClient } from './client.ts';
import type { Engine, EngineErrorData } from './contract.ts';
import { type ClientMessage, type HostMessage, hostMessageSchema } from './wire.ts';

/** The part of a WebSocket that the client needs (core knows no DOM). */
export interface SocketLike {
  send(text: string): void;
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** One socket: what is posted before it is open waits. */
interface Connection {
  post(message: ClientMessage): void;
}

const LOST: EngineErrorData = {
  code: 'fault',
  message: 'The host does not answer. Nothing on screen is lost: try again, or start Nullscope again.',
};

/**
 * The engine over sockets that `open` makes. Requests wait until the socket is open. When it closes, those
 * that wait for an answer fail, and the next one opens a new socket: a lost tunnel costs one try.
 */
export function createSocketClient(open: () => SocketLike): Engine {
  let current: Connection | null = null;
  const client = createClient({
    send: (id, name, args) => connection().post({ kind: 'request', id, name, args }),
    cancel: (id) => current?.post({ kind: 'cancel', id }),
  });

  function connection(): Connection {
    current ??= connect();
    return current;
  }

  function connect(): Connection {
    const socket = open();
    let waiting: string[] | null = [];
    socket.addEventListener('open', () => {
      for (const text of waiting ?? []) socket.send(text);
      waiting = null;
    });
    socket.addEventListener('close', () => {
      current = null;
      client.failAll(LOST);
    });
    socket.addEventListener('message', ({ data }) => {
      const message = hostMessage(data);
      if (message?.kind === 'result') client.settle(message.id, message.result);
      else if (message?.kind === 'error') client.fail(message.id, message.error);
      else if (message?.kind === 'progress') client.progressed(message.id, message.progress);
      else if (message?.kind === 'event') client.happened(message.event);
    });
    return {
      post(message) {
        const text = JSON.stringify(message);
        if (waiting) waiting.push(text);
        else socket.send(text);
      },
    };
  }

  connection();
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
