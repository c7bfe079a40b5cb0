import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BrowserWindow, Dialog, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { z } from 'zod';
import { parseDocument } from '#core/document/parse.ts';
import { serialiseDocument } from '#core/document/serialise.ts';
import { EngineError, type SessionFile } from '#core/engine/contract.ts';
import type { SessionStore } from '#core/engine/host.ts';
import { LARGEST_SESSION, SESSION_ENDING, sessionFileName } from '#core/engine/sessionName.ts';
import { writeFileAtomically } from './atomicWrite.ts';
import { readJson, writeJson } from './jsonFile.ts';

const MOST_RECENT = 20;
const FILTERS = [{ name: 'Nullscope session', extensions: ['nullscope.json', 'json'] }];

/** Sessions that the user picks in dialogs of the system. */
export interface DialogSessions extends SessionStore {
  /** Lets the window open a path that the system itself named (a file manager, the command line). */
  grant(path: string): void;
}

/**
 * Session files of the desktop. An id is an absolute path; the window may only name one that a dialog, the
 * system or the list of recent files gave to it. `recentFile` remembers that list between starts.
 */
export function dialogSessions(
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>,
  recentFile: string,
  window: () => BrowserWindow | null,
): DialogSessions {
  let recent = readJson(recentFile, (data) => z.array(z.string()).max(MOST_RECENT).catch([]).parse(data));
  const granted = new Set(recent);

  const fileOf = (path: string): SessionFile => ({ id: path, name: basename(path) });
  const remember = (path: string): SessionFile => {
    granted.add(path);
    recent = [path, ...recent.filter((other) => other !== path)].slice(0, MOST_RECENT);
    writeJson(recentFile, recent);
    return fileOf(path);
  };
  const known = (id: string): string => {
    if (granted.has(id)) return id;
    throw new EngineError('denied', `${basename(id)}: choose the file in a dialog first.`);
  };
  const pick = async (): Promise<string | null> => {
    const options: OpenDialogOptions = { title: 'Open session', filters: FILTERS, properties: ['openFile'] };
    const parent = window();
    const { filePaths } = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options));
    return filePaths[0] ?? null;
  };
  const pickTarget = async (name: string): Promise<string | null> => {
    const options: SaveDialogOptions = {
      title: 'Save session',
      filters: FILTERS,
      defaultPath: sessionFileName(name),
    };
    const parent = window();
    const { filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options));
    if (!filePath) return null;
    return filePath.endsWith('.json') ? filePath : `${filePath}${SESSION_ENDING}`;
  };

  return {
    grant: (path) => void granted.add(path),
    async open(id) {
      const path = id === null ? await pick() : known(id);
      if (path === null) return null;
      const text = await readSession(path);
      return { file: remember(path), document: parseDocument(text, basename(path)) };
    },
    async save(document, { id, name }) {
      // The dialog of the system has asked already whether another file is to be replaced.
      const path = id === null ? await pickTarget(name) : known(id);
      if (path === null) return null;
      await writeFileAtomically(path, serialiseDocument(document)).catch((error: Error) => {
        throw new EngineError('denied', `${basename(path)} could not be written: ${error.message}.`);
      });
      return remember(path);
    },
    list: async () => ({ recent: recent.map(fileOf), folder: [] }),
  };
}

async function readSession(path: string): Promise<string> {
  const name = basename(path);
  const { size } = await stat(path).catch(() => {
    throw new EngineError('notFound', `${name}: there is no such file any more.`);
  });
  if (size > LARGEST_SESSION) {
    throw new EngineError(
      'badInput',
      `${name}: it has ${size} bytes; a session has at most ${LARGEST_SESSION}.`,
    );
  }
  return readFile(path, 'utf8');
}
