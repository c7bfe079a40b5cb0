import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { createEngine } from '#core/engine/engine.ts';
import { LARGEST_SESSION } from '#core/engine/sessionName.ts';
import { redirect, refuse, sendAsset } from './assets.ts';
import { folderFiles } from './folderFiles.ts';
import { folderSessions } from './folderSessions.ts';
import { allowedHosts, isOwnRequest } from './origin.ts';
import { serveSocket } from './socket.ts';
import { startWorker } from './startWorker.ts';
import { newToken, sameToken } from './token.ts';
import { answerUpload, isUploadPath } from './uploadRequests.ts';
import { createUploads } from './uploads.ts';

export interface ServeOptions {
  /** The address to listen at; 127.0.0.1 unless the user says otherwise. */
  readonly address: string;
  /** 0: any free port. */
  readonly port: number;
  /** The folder whose sessions may be opened and saved, and whose files may be looked into. */
  readonly folder: string;
  /** The folder of the built window. */
  readonly assets: string;
  readonly version: string;
  /** Further names under which this host may be called. */
  readonly names?: readonly string[];
  /** A session of the folder that every fresh window opens. */
  readonly openFirst?: string | null;
}

/** A web host that listens. */
export interface WebHost {
  /** The address to open: it ends in the token. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the web host: the window's files, the engine's socket and the place to which files are sent, all below
 * `/<token>/`. A request without the token, from a foreign page or for anything else is refused without a word. Throws what `listen` throws.
 */
export async function serve(options: ServeOptions): Promise<WebHost> {
  const token = newToken();
  const uploads = createUploads();
  const log = (fault: unknown): void => console.error(fault);
  const engine = createEngine({
    hello: { host: 'web', version: options.version, dialogs: 'window', menu: false, folder: options.folder },
    sessions: folderSessions(options.folder),
    files: folderFiles(options.folder, uploads),
    startWorker,
    setWindowState: () => undefined,
    closeWindow: () => undefined,
    openLink: () => false,
    log,
  });
  let hosts: ReadonlySet<string> = new Set();

  /** The path below the token, empty for the token alone; null where the request is refused. */
  const pathOf = (request: IncomingMessage): string | null => {
    if (!isOwnRequest(request, hosts)) return null;
    const [, given = '', ...rest] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    if (!sameToken(given, token)) return null;
    return rest.length > 0 ? `/${rest.join('/')}` : '';
  };

  const server = createServer((request, response) => {
    const path = pathOf(request);
    if (path === null) refuse(response, 403);
    else if (isUploadPath(path)) void answerUpload(request, response, path, uploads, log);
    else if (request.method !== 'GET') refuse(response, 405);
    else if (path === '') redirect(response, `/${token}/`);
    else void sendAsset(response, options.assets, path);
  });
  server.headersTimeout = 10_000;
  // A piece of a file may come through a slow tunnel.
  server.requestTimeout = 300_000;

  const sockets = new WebSocketServer({ noServer: true, maxPayload: 2 * LARGEST_SESSION });
  const { openFirst = null } = options;
  server.on('upgrade', (request, socket, head) => {
    // Nobody else listens to a socket that was upgraded: its failure would end the process.
    socket.on('error', () => socket.destroy());
    // A browser always says where a socket comes from; something that does not is no window of ours.
    if (pathOf(request) !== '/socket' || request.headers.origin === undefined) return drop(socket);
    sockets.handleUpgrade(request, socket, head, (client) => serveSocket(client, engine, { openFirst }));
  });

  await listen(server, options.port, options.address);
  const { port } = server.address() as AddressInfo;
  hosts = allowedHosts(options.address, port, options.names ?? []);
  const name = options.address.includes(':') ? `[${options.address}]` : options.address;
  return {
    url: `http://${name === '0.0.0.0' || name === '[::]' ? 'localhost' : name}:${port}/${token}/`,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      engine.close();
      await new Promise((resolve) => server.close(resolve));
      await uploads.close();
    },
  };
}

function drop(socket: Duplex): void {
  socket.once('finish', () => socket.destroy());
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

const listen = (server: Server, port: number, address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve());
  });
