import fs from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
import { EngineError } from '#core/engine/contract.ts';
import { type Listing, MOST_LISTED } from '#core/engine/fileSchemas.ts';
import type { FileStore } from '#core/engine/host.ts';
import { fileInside } from './folderSessions.ts';
import { isUploadId, type Uploads } from './uploads.ts';

/** So many entries are looked at at a time. */
const AT_ONCE = 64;

/**
 * The files below one folder, and those that were sent here. The id of a file is a path relative to the folder;
 * nothing outside of it is listed or read, also not through a link. Hidden files are left out.
 */
export function folderFiles(root: string, uploads: Pick<Uploads, 'pathOf' | 'beside'>): FileStore {
  const pathOf = async (id: string): Promise<string> => {
    if (isUploadId(id)) return uploads.pathOf(id);
    const path = await fileInside(root, id);
    if (isHidden(id) || isHidden(relative(await fs.realpath(root), path))) {
      throw new EngineError('denied', `${id}: hidden files are not read.`);
    }
    if (!(await fs.stat(path).catch(() => null))?.isFile()) {
      throw new EngineError('notFound', `${id}: there is no such file.`);
    }
    return path;
  };
  const list = async (folder: string | null): Promise<Listing> => {
    const top = await fs.realpath(root).catch(() => {
      throw new EngineError('notFound', `${root}: this folder cannot be read.`);
    });
    const path = folder ? await fileInside(root, folder) : top;
    const inside = relative(top, path);
    if (isHidden(inside)) throw new EngineError('denied', `${folder}: hidden folders are not listed.`);
    const found = await fs.readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      const absent = error.code === 'ENOTDIR' || error.code === 'ENOENT';
      const why = absent ? 'there is no such' : 'you may not read this';
      throw new EngineError('notFound', `${folder || root}: ${why} folder.`);
    });
    const seen = found.filter(({ name }) => !isHidden(name)).sort((a, b) => byName(a.name, b.name));
    // What a link is, only a look behind it tells: links stand with the files until then.
    const inOrder = [
      ...seen.filter((entry) => entry.isDirectory()),
      ...seen.filter((entry) => entry.isFile() || entry.isSymbolicLink()),
    ];
    const some = inOrder.slice(0, MOST_LISTED);
    const entries: (Listing['entries'][number] | null)[] = [];
    for (let from = 0; from < some.length; from += AT_ONCE) {
      const next = some.slice(from, from + AT_ONCE);
      entries.push(...(await Promise.all(next.map((entry) => told(root, idOf(inside, entry.name))))));
    }
    const known = entries.filter((entry) => entry !== null);
    const sorted = [
      ...known.filter(({ kind }) => kind === 'folder'),
      ...known.filter(({ kind }) => kind === 'file'),
    ];
    return {
      folder: inside.split(sep).join('/'),
      parent: inside === '' ? null : inside.split(sep).slice(0, -1).join('/'),
      entries: sorted,
      cut: inOrder.length > MOST_LISTED,
    };
  };
  return {
    list,
    pathOf,
    choose: async () => {
      throw new EngineError('badInput', 'This host shows no dialog: choose a file of the list.');
    },
    async beside(id) {
      if (isUploadId(id)) return uploads.beside(id);
      const cut = id.lastIndexOf('/');
      const { entries } = await list(cut < 0 ? null : id.slice(0, cut));
      return entries.filter(({ kind }) => kind === 'file').map((entry) => entry.id);
    },
  };
}

const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Whether a path goes through something hidden; `.` and `..` alone are not. */
const isHidden = (path: string): boolean =>
  path.split(/[\\/]/).some((name) => name.startsWith('.') && name !== '.' && name !== '..');

/** A path relative to the folder; one that looks like the id of an upload is told apart. */
function idOf(inside: string, name: string): string {
  const path = [...(inside === '' ? [] : inside.split(sep)), name].join('/');
  return isUploadId(path) ? `./${path}` : path;
}

/** What stands in a listing; null for what is neither a folder nor a file, and for links that lead out. */
async function told(root: string, id: string): Promise<Listing['entries'][number] | null> {
  try {
    const stats = await fs.stat(await fileInside(root, id));
    const name = basename(id);
    if (id.length > 4096 || name.length > 255) return null;
    if (stats.isDirectory()) return { id, name, kind: 'folder', bytes: 0 };
    return stats.isFile() ? { id, name, kind: 'file', bytes: stats.size } : null;
  } catch {
    return null;
  }
}
