import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron';
import { z } from 'zod';
import { EngineError } from '#core/engine/contract.ts';
import { type HostFile, MOST_LISTED } from '#core/engine/fileSchemas.ts';
import type { FileStore } from '#core/engine/host.ts';
import { isIndex, isShard, nameOf } from '#core/files/fileId.ts';
import { readJson, writeJson } from './jsonFile.ts';

/** The most folders of which chosen files are remembered. */
const MOST_FOLDERS = 200;

const rememberedSchema = z
  .array(
    z.strictObject({
      token: z.string().regex(/^chosen:[\w-]{16}$/),
      folder: z.string().max(4096),
      names: z.array(z.string().max(255)).max(MOST_LISTED),
    }),
  )
  .max(MOST_FOLDERS)
  .catch([]);

/** Files that the user chose, and the way to choose more by dropping them on the window. */
export interface ChosenFiles extends FileStore {
  /** Lets the window read the files at these paths, and those of folders. Gives their ids. */
  register(paths: readonly string[]): HostFile[];
}

interface Options {
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  /** The window over which a dialog is shown. */
  readonly window: () => BrowserWindow | null;
  /** Remembers between starts what was chosen, so that a session finds its files again. */
  readonly memory: string;
  readonly log: (fault: unknown) => void;
}

interface Folder {
  readonly token: string;
  readonly path: string;
  readonly names: Set<string>;
}

/**
 * Files of the desktop. An id is a random token, which stands for a folder, and the name of a file that was chosen of
 * it: the window never learns a path and cannot name one.
 */
export function chosenFiles({ dialog, window, memory, log }: Options): ChosenFiles {
  const byPath = new Map<string, Folder>();
  const byToken = new Map<string, Folder>();
  const add = (folder: Folder): Folder => {
    byPath.set(folder.path, folder);
    byToken.set(folder.token, folder);
    return folder;
  };
  for (const { token, folder, names } of readJson(memory, (data) => rememberedSchema.parse(data))) {
    add({ token, path: folder, names: new Set(names) });
  }

  const folderAt = (path: string): Folder =>
    byPath.get(path) ??
    add({ token: `chosen:${randomBytes(12).toString('base64url')}`, path, names: new Set() });

  const remember = (): void => {
    const folders = [...byPath.values()].slice(-MOST_FOLDERS);
    const kept = folders.map(({ token, path, names }) => ({
      token,
      folder: path,
      names: [...names].slice(0, MOST_LISTED),
    }));
    writeJson(memory, kept, log);
  };

  /** Takes one file; null for what is none. */
  function grant(path: string): HostFile | null {
    const name = basename(path);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile() || name.length > 255) return null;
    const folder = folderAt(dirname(path));
    folder.names.add(name);
    // Who chooses an index means the shards that it names.
    if (isIndex(name)) for (const other of namesIn(folder.path)) if (isShard(other)) folder.names.add(other);
    return { id: `${folder.token}/${name}`, name, bytes: stats.size };
  }

  function register(paths: readonly string[]): HostFile[] {
    const files: HostFile[] = [];
    for (const path of paths.filter((given) => isAbsolute(given))) {
      const inside = statSync(path, { throwIfNoEntry: false })?.isDirectory()
        ? namesIn(path).map((name) => join(path, name))
        : [path];
      for (const each of inside) {
        const file = files.length < MOST_LISTED ? grant(each) : null;
        if (file) files.push(file);
      }
    }
    if (files.length > 0) remember();
    return files;
  }

  const known = (id: string): { readonly folder: Folder; readonly name: string } => {
    const cut = id.indexOf('/');
    const folder = byToken.get(id.slice(0, cut));
    const name = id.slice(cut + 1);
    if (cut > 0 && folder?.names.has(name)) return { folder, name };
    throw new EngineError(
      'denied',
      `${nameOf(id)}: this file was not chosen: choose it, or drop it on the window.`,
    );
  };

  return {
    register,
    list: async () => {
      throw new EngineError('denied', 'Folders are not listed here: choose files in a dialog.');
    },
    async choose(what) {
      const options: OpenDialogOptions = {
        title: what === 'folder' ? 'Choose a folder' : 'Choose files with tensors',
        properties: what === 'folder' ? ['openDirectory'] : ['openFile', 'multiSelections'],
      };
      const parent = window();
      const shown = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
      if (shown.canceled || shown.filePaths.length === 0) return null;
      const files = register(shown.filePaths);
      if (files.length > 0) return files;
      const named = shown.filePaths.map((path) => basename(path)).join(', ');
      throw new EngineError('badInput', `${named}: there is no file to read: choose others.`);
    },
    async pathOf(id) {
      const { folder, name } = known(id);
      return join(folder.path, name);
    },
    async beside(id) {
      const { folder } = known(id);
      return [...folder.names].map((name) => `${folder.token}/${name}`);
    },
  };
}

/** The names of a folder that are not hidden; none where it cannot be read. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
}
