import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { EngineError, type EngineErrorData } from '#core/engine/contract.ts';
import { asEngineError, errorData } from '#core/engine/gate.ts';
import { SECURITY_HEADERS } from '#core/security/csp.ts';
import { refuse } from './assets.ts';
import type { Uploads } from './uploads.ts';

/** The path, below the token, at which files are sent. */
export const UPLOADS = '/uploads';

/** The most bytes of an announcement. */
const LONGEST_ANNOUNCEMENT = 1024 * 1024;

const announcement = z.strictObject({
  files: z
    .array(z.strictObject({ name: z.string().max(255), bytes: z.int().min(0) }))
    .min(1)
    .max(1000),
});

/** The statuses of what goes wrong. */
const STATUS: Readonly<Record<EngineErrorData['code'], number>> = {
  badInput: 400,
  denied: 403,
  notFound: 404,
  exists: 409,
  cancelled: 503,
  fault: 500,
};

/** Whether a path below the token is one at which files are sent. */
export const isUploadPath = (path: string): boolean => path === UPLOADS || path.startsWith(`${UPLOADS}/`);

/**
 * Answers a request of the window that sends files: `POST uploads` announces their names and sizes and is told their
 * ids, `PUT uploads/<id>?offset=` brings the next piece of one, `DELETE uploads/<id>` takes it back. A browser says
 * where such a request comes from; one without `Origin` comes from no window.
 */
export async function answerUpload(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  uploads: Uploads,
  log: (fault: unknown) => void,
): Promise<void> {
  if (request.headers.origin === undefined) return refuse(response, 403);
  try {
    if (path === UPLOADS && request.method === 'POST') {
      reply(response, 201, { files: await uploads.announce(await announced(request)) });
    } else if (path !== UPLOADS && request.method === 'PUT') {
      const { offset, length } = pieceOf(request);
      reply(response, 200, { received: await uploads.take(idOf(path), offset, length, request) });
    } else if (path !== UPLOADS && request.method === 'DELETE') {
      await uploads.drop(idOf(path));
      reply(response, 200, {});
    } else refuse(response, 405);
  } catch (error) {
    // A window that stopped or left in the middle of a piece hears nothing, and nothing is wrong with us.
    if (request.destroyed && !request.complete) return;
    const data = errorData(asEngineError(error, log));
    reply(response, STATUS[data.code], data);
  }
}

async function announced(request: IncomingMessage): Promise<z.infer<typeof announcement>['files']> {
  const length = whole(request.headers['content-length'] ?? null);
  if (length === null || length > LONGEST_ANNOUNCEMENT) throw invalid();
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  try {
    return announcement.parse(JSON.parse(Buffer.concat(pieces).toString('utf8'))).files;
  } catch {
    throw invalid();
  }
}

/** Where a piece belongs and how long it is. A length has to be told before it comes. */
function pieceOf({ url = '', headers }: IncomingMessage): {
  readonly offset: number;
  readonly length: number;
} {
  const offset = whole(new URL(url, 'http://localhost').searchParams.get('offset'));
  const length = whole(headers['content-length'] ?? null);
  if (offset === null || length === null) throw invalid();
  return { offset, length };
}

const whole = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;

function idOf(path: string): string {
  try {
    return decodeURIComponent(path.slice(UPLOADS.length + 1));
  } catch {
    throw invalid();
  }
}

const invalid = (): EngineError =>
  new EngineError('badInput', 'A file was sent in a way that is not understood.');

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}
