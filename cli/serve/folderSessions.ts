import fs from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { EngineError, type SessionFile } from '#core/engine/contract.ts';
import type { SessionStore } from '#core/engine/host.ts';
import { readSession, withRecent, writeSession } from '#core/engine/sessionFiles.ts';
import { SESSION_ENDING, sessionFileName } from '#core/engine/sessionName.ts';

/** The most sessions that are listed. */
const MOST_LISTED = 1000;

/**
 * The sessions below one folder. An id is a path relative to it; nothing outside of it is read or written,
 * also not through a link. Only what lies in the folder itself is listed.
 */
export function folderSessions(folder: string): SessionStore {
  let recent: SessionFile[] = [];
  return {
    async read(id) {
      if (id === null) throw new EngineError('badInput', 'Choose a file of the list.');
      const path = await pathInside(folder, id);
      return { file: { id, name: basename(path) }, text: await readSession(fs, path, id) };
    },
    async write(text, { id, name, overwrite }) {
      const file = id ?? sessionFileName(name);
      const path = await pathInside(folder, file);
      await writeSession(fs, path, text, { name: file, overwrite: overwrite || id !== null });
      return { id: file, name: basename(path) };
    },
    remember(file) {
      recent = withRecent(recent, file);
    },
    async list() {
      const names = await fs.readdir(folder).catch(() => {
        throw new EngineError('notFound', `${folder}: this folder cannot be read.`);
      });
      const sessions = names.filter((name) => name.endsWith(SESSION_ENDING) && !name.startsWith('.')).sort();
      return { recent, folder: sessions.slice(0, MOST_LISTED).map((name) => ({ id: name, name })) };
    },
  };
}

/**
 * The absolute path of the session `id` after resolving links of what exists; throws an `EngineError` unless
 * it ends in `.nullscope.json` and lies below `folder`.
 */
export async function pathInside(folder: string, id: string): Promise<string> {
  if (!id.endsWith(SESSION_ENDING)) denied(id, `only ${SESSION_ENDING} files`);
  return fileInside(folder, id);
}

/** The absolute path of a file of the folder, after resolving links of what exists. Throws an `EngineError`. */
export async function fileInside(folder: string, id: string): Promise<string> {
  if (id.includes('\0')) denied(id);
  const root = await fs.realpath(folder);
  const path = resolve(root, id);
  const within = relative(root, path);
  if (isAbsolute(id) || within.startsWith('..')) denied(id);
  const parent = await fs.realpath(dirname(path)).catch(() => {
    throw new EngineError('notFound', `${id}: there is no such file.`);
  });
  const real = await fs.realpath(path).catch(() => join(parent, basename(path)));
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) denied(id);
  return real;
}

function denied(id: string, what = 'only files'): never {
  throw new EngineError('denied', `${id}: ${what} below the folder of this host can be used.`);
}
