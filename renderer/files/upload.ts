import { z } from 'zod';
import { EngineError, engineErrorSchema } from '#core/engine/contract.ts';
import { type HostFile, hostFileSchema } from '#core/engine/fileSchemas.ts';

/** Bytes of a file that are sent at a time. */
const PIECE = 8 * 1024 * 1024;

interface Options {
  readonly signal: AbortSignal;
  /** Hears which file is on its way, and how much of all of them is there. */
  readonly onProgress: (name: string, fraction: number) => void;
}

/**
 * Sends files to the web host of this page, piece by piece. Resolves to the files as the host knows them; rejects with
 * an `EngineError`, and the host then keeps nothing of them.
 */
export async function upload(
  files: readonly File[],
  { signal, onProgress }: Options,
): Promise<readonly HostFile[]> {
  const sizes = files.map(({ name, size }) => ({ name, bytes: size }));
  const all = files.reduce((sum, { size }) => sum + size, 0);
  const announced = await ask('uploads', { method: 'POST', body: JSON.stringify({ files: sizes }), signal });
  const made = z.object({ files: z.array(hostFileSchema).length(files.length) }).parse(announced).files;
  try {
    let sent = 0;
    for (const [i, file] of files.entries()) {
      const { id } = made[i] as HostFile;
      onProgress(file.name, all === 0 ? 1 : sent / all);
      for (let offset = 0; offset < file.size; offset += PIECE) {
        const piece = file.slice(offset, offset + PIECE);
        await ask(`${addressOf(id)}?offset=${offset}`, { method: 'PUT', body: piece, signal });
        sent += piece.size;
        onProgress(file.name, sent / all);
      }
    }
    return made;
  } catch (error) {
    for (const { id } of made) ask(addressOf(id), { method: 'DELETE' }).catch(() => undefined);
    throw error;
  }
}

const addressOf = (id: string): string => `uploads/${encodeURIComponent(id)}`;

/** Asks the host at a path below the token. Rejects with an `EngineError`. */
async function ask(path: string, request: RequestInit): Promise<unknown> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(new URL(path, window.location.href.replace(/[?#].*$/, '')), request);
    body = await response.json().catch(() => null);
  } catch {
    if (request.signal?.aborted) throw new EngineError('cancelled', 'Cancelled.');
    throw new EngineError('fault', 'The file could not be sent: the host does not answer. Try again.');
  }
  if (response.ok) return body;
  const told = engineErrorSchema.safeParse(body);
  if (told.success) throw new EngineError(told.data.code, told.data.message);
  throw new EngineError('fault', `The host refused the file (${response.status}): open its address again.`);
}
