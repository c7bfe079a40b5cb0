import { readFile, realpath } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { assetPath } from '#core/security/assetPath.ts';
import { SECURITY_HEADERS } from '#core/security/csp.ts';
import { mimeOf } from '#core/security/mime.ts';

/** Sends a file of the window's bundle; 404 for anything that is not one, links out of it included. */
export async function sendAsset(response: ServerResponse, root: string, urlPath: string): Promise<void> {
  const path = assetPath(urlPath);
  const type = path && mimeOf(path);
  if (!path || !type) return refuse(response, 404);
  try {
    const real = await realpath(join(root, path));
    if (!real.startsWith((await realpath(root)) + sep)) return refuse(response, 404);
    const content = await readFile(real);
    response.writeHead(200, { ...SECURITY_HEADERS, 'Content-Type': type, 'Content-Length': content.length });
    response.end(content);
  } catch {
    refuse(response, 404);
  }
}

/** Ends a response with a status and without a word of why. */
export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain', Connection: 'close' });
  response.end();
}

/** Sends a browser to another path of this host. */
export function redirect(response: ServerResponse, path: string): void {
  response.writeHead(308, { ...SECURITY_HEADERS, Location: path });
  response.end();
}
