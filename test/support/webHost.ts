import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { createSocketClient } from '#core/engine/socketClient.ts';
import { type Host, startHost } from '#test/e2e/support/host.ts';

/** The built web host over a fresh folder, which ends with the test. */
export async function webHost(options: readonly string[] = []): Promise<Host> {
  const host = await startHost(options);
  onTestFinished(host.stop);
  return host;
}

interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: string;
}

interface Ask {
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
}

/** Asks a host for a path exactly as it stands (`fetch` would mend it first). */
export function ask(url: string, path: string, { method = 'GET', headers = {} }: Ask = {}): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** The address of a host's socket. */
export const socketUrl = (url: string): string => `${url.replace('http:', 'ws:')}socket`;

/** A socket as the host's own page opens it; it ends with the test. */
export function openSocket(url: string, options: { readonly origin?: string; readonly host?: string } = {}) {
  const { origin = new URL(url).origin, host } = options;
  const socket = new WebSocket(socketUrl(url), { origin, ...(host ? { headers: { host } } : {}) });
  onTestFinished(() => socket.terminate());
  return socket;
}

/** The engine of a host, as its window has it. */
export const engineOf = (url: string) => createSocketClient(() => openSocket(url));

/** Whether a socket opens, or with what status it is refused. */
export function opens(socket: WebSocket): Promise<'open' | number> {
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve('open'));
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', reject);
  });
}
