import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { parseDocument } from '#core/document/parse.ts';
import { serialiseDocument } from '#core/document/serialise.ts';
import { EngineError, type SessionFile } from '#core/engine/contract.ts';
import type { SessionStore } from '#core/engine/host.ts';
import { LARGEST_SESSION, SESSION_ENDING, sessionFileName } from '#core/engine/sessionName.ts';

/** The most sessions that are listed, and the most that are remembered. */
const MOST_LISTED = 1000;
const MOST_RECENT = 20;

/**
 * The sessions below one folder. An id is a path relative to it; nothing outside of it is read or written,
 * also not through a link.
 */
export function folderSessions(folder: string): SessionStore {
  let recent: SessionFile[] = [];
  const remember = (file: SessionFile): SessionFile => {
    recent = [file, ...recent.filter(({ id }) => id !== file.id)].slice(0, MOST_RECENT);
    return file;
  };

  /** The absolute path of an id, after resolving links of what exists. */
  async function inside(id: string): Promise<string> {
    const root = await realpath(folder);
    const path = resolve(root, id);
    const within = relative(root, path);
    if (isAbsolute(id) || within === '' || within.startsWith('..') || !path.endsWith(SESSION_ENDING))
      denied(id);
    const parent = await realpath(dirname(path)).catch(() => missing(id));
    const real = await realpath(path).catch(() => join(parent, basename(path)));
    if (!real.startsWith(root + sep)) denied(id);
    return real;
  }

  return {
    async open(id) {
      if (id === null) throw new EngineError('badInput', 'Choose a file of the list.');
      const path = await inside(id);
      const { size } = await stat(path).catch(() => missing(id));
      if (size > LARGEST_SESSION) {
        throw new EngineError(
          'badInput',
          `${id}: it has ${size} bytes; a session has at most ${LARGEST_SESSION}.`,
        );
      }
      const document = parseDocument(await readFile(path, 'utf8'), basename(path));
      return { file: remember({ id, name: basename(path) }), document };
    },
    async save(document, { id, name, overwrite }) {
      const file = id ?? sessionFileName(name);
      const path = await inside(file);
      await writeAtomically(path, serialiseDocument(document), overwrite || id !== null, file);
      return remember({ id: file, name: basename(path) });
    },
    async list() {
      const names = (await readdir(folder)).filter((name) => name.endsWith(SESSION_ENDING)).sort();
      return { recent, folder: names.slice(0, MOST_LISTED).map((name) => ({ id: name, name })) };
    },
  };
}

const denied = (id: string): never => {
  throw new EngineError(
    'denied',
    `${id}: only ${SESSION_ENDING} files below the folder of this host can be used.`,
  );
};

const missing = (id: string): never => {
  throw new EngineError('notFound', `${id}: there is no such file.`);
};

/** Writes a temporary file beside `path` and renames it, so that a reader never sees half of it. */
async function writeAtomically(path: string, text: string, overwrite: boolean, id: string): Promise<void> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (exists && !overwrite) {
    throw new EngineError('exists', `There is a file ${id} already: replace it, or choose another name.`);
  }
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = await open(temporary, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    await rename(temporary, path);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}
