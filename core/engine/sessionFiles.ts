import { EngineError, type SessionFile } from './contract.ts';
import { LARGEST_SESSION } from './sessionName.ts';

/** The file-system calls that sessions need; `node:fs/promises` has them (core itself knows no Node). */
export interface FileCalls {
  stat(path: string): Promise<{ readonly size: number; isFile(): boolean }>;
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  realpath(path: string): Promise<string>;
  open(path: string, flags: 'wx'): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

interface OpenFile {
  writeFile(text: string): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The most files that are remembered. */
const MOST_RECENT = 20;

/** The recent files after `file` was opened or saved: it comes first, once. */
export const withRecent = (recent: readonly SessionFile[], file: SessionFile): SessionFile[] =>
  [file, ...recent.filter(({ id }) => id !== file.id)].slice(0, MOST_RECENT);

/** The text of the session file at `path`; throws an `EngineError` that calls it `name`. */
export async function readSession(fs: FileCalls, path: string, name: string): Promise<string> {
  try {
    const found = await fs.stat(path);
    if (!found.isFile()) throw new EngineError('badInput', `${name}: this is no file.`);
    if (found.size > LARGEST_SESSION) {
      throw new EngineError(
        'badInput',
        `${name}: it has ${found.size} bytes; a session has at most ${LARGEST_SESSION}.`,
      );
    }
    return await fs.readFile(path, 'utf8');
  } catch (error) {
    throw fileError(error, `${name} could not be read`);
  }
}

/**
 * Writes a temporary file beside `path` (through a link, beside what it points to) and renames it, so that a
 * reader never sees half of it and a failure leaves what was there. `overwrite: false` never replaces a file,
 * also not one that appears meanwhile. Throws an `EngineError` that calls it `name`.
 */
export async function writeSession(
  fs: FileCalls,
  path: string,
  text: string,
  { name, overwrite }: { readonly name: string; readonly overwrite: boolean },
): Promise<void> {
  try {
    const target = await fs.realpath(path).catch(() => path);
    const reserved = !overwrite && (await reserve(fs, target, name));
    try {
      await replace(fs, target, text);
    } catch (error) {
      if (reserved) await fs.rm(target, { force: true });
      throw error;
    }
  } catch (error) {
    throw fileError(error, `${name} could not be written`);
  }
}

/** Creates the file, empty; refuses where there is one. */
async function reserve(fs: FileCalls, path: string, name: string): Promise<true> {
  const file = await fs.open(path, 'wx').catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw new EngineError('exists', `There is a file ${name} already: replace it, or choose another name.`);
  });
  await file.close();
  return true;
}

async function replace(fs: FileCalls, path: string, text: string): Promise<void> {
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const temporary = `${folder}.nullscope-${Math.random().toString(36).slice(2)}.tmp`;
  const file = await fs.open(temporary, 'wx');
  try {
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(temporary, path);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
}

/** What the codes of the system mean to the user, who can mend them. */
const REASONS: Readonly<Record<string, readonly [EngineError['code'], string]>> = {
  ENOENT: ['notFound', 'there is no such file or folder'],
  ENOTDIR: ['notFound', 'there is no such folder'],
  EISDIR: ['badInput', 'it is a folder'],
  EACCES: ['denied', 'you may not'],
  EPERM: ['denied', 'you may not'],
  EROFS: ['denied', 'the disk is read-only'],
  ENOSPC: ['denied', 'the disk is full'],
  EDQUOT: ['denied', 'your share of the disk is full'],
  ENAMETOOLONG: ['badInput', 'the name is too long'],
};

function fileError(error: unknown, what: string): unknown {
  if (error instanceof EngineError) return error;
  const code = codeOf(error);
  const reason = code !== null && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  return reason ? new EngineError(reason[0], `${what}: ${reason[1]}.`) : error;
}

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
