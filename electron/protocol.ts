import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { assetPath } from '#core/security/assetPath.ts';
import { SECURITY_HEADERS } from '#core/security/csp.ts';
import { mimeOf } from '#core/security/mime.ts';

const SCHEME = 'app';
const HOST = 'nullscope';

/** The scheme of the window's files: like https to the web platform, and nothing more. */
export const APP_SCHEME: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

/** The page that a window opens. */
export const START_PAGE = `${SCHEME}://${HOST}/`;

/** Whether a URL is of our own origin. Node gives custom schemes the origin "null", so its parts are compared. */
export function isOwnUrl(url: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(url);
    return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
  } catch {
    return false;
  }
}

/** Serves the bundle below `root`: GET only, our host only, known kinds of file only, nothing outside of it. */
export function registerProtocol(protocol: Pick<Protocol, 'handle'>, root: string): void {
  protocol.handle(SCHEME, (request) => answer(request, root));
}

async function answer({ method, url }: Request, root: string): Promise<Response> {
  if (method !== 'GET') return new Response(null, { status: 405, headers: SECURITY_HEADERS });
  const missing = (): Response => new Response(null, { status: 404, headers: SECURITY_HEADERS });
  const path = isOwnUrl(url) ? assetPath(new URL(url).pathname) : null;
  const type = path && mimeOf(path);
  if (!path || !type) return missing();
  try {
    const real = await realpath(join(root, path));
    if (!real.startsWith((await realpath(root)) + sep)) return missing();
    return new Response(new Uint8Array(await readFile(real)), {
      headers: { ...SECURITY_HEADERS, 'Content-Type': type },
    });
  } catch {
    return missing();
  }
}
