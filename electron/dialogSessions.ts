import fs from 'node:fs/promises';
import { basename } from 'node:path';
import type { BrowserWindow, Dialog, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { z } from 'zod';
import { EngineError, type SessionFile } from '#core/engine/contract.ts';
import type { SessionStore } from '#core/engine/host.ts';
import { readSession, withRecent, writeSession } from '#core/engine/sessionFiles.ts';
import { SESSION_ENDING, sessionFileName } from '#core/engine/sessionName.ts';
import { readJson, writeJson } from './jsonFile.ts';

const FILTERS = [{ name: 'Nullscope session', extensions: ['nullscope.json', 'json'] }];

/** Sessions that the user picks in dialogs of the system. */
export interface DialogSessions extends SessionStore {
  /** Lets the window open a path that the system itself named (a file manager, the command line). */
  grant(path: string): void;
}

interface Options {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  /** The window over which a dialog is shown. */
  readonly window: () => BrowserWindow | null;
  /** Remembers the recent files between starts. */
  readonly recentFile: string;
  readonly log: (fault: unknown) => void;
}

/**
 * Session files of the desktop. An id is an absolute path; the window may only name one that a dialog, the
 * system or the list of recent files gave to it.
 */
export function dialogSessions({ dialog, window, recentFile, log }: Options): DialogSessions {
  const remembered = readJson(recentFile, (data) => z.array(z.string().max(4096)).catch([]).parse(data));
  let recent = remembered.map(fileOf).slice(0, 20);
  const granted = new Set(remembered);

  const known = (id: string): string => {
    if (granted.has(id)) return id;
    throw new EngineError('denied', `${basename(id)}: choose the file in a dialog first.`);
  };
  const pick = async (): Promise<string | null> => {
    const options: OpenDialogOptions = { title: 'Open session', filters: FILTERS, properties: ['openFile'] };
    const parent = window();
    const shown = parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options);
    return (await shown).filePaths[0] ?? null;
  };
  const pickTarget = async (name: string) => {
    const defaultPath = sessionFileName(name);
    const options: SaveDialogOptions = { title: 'Save session', filters: FILTERS, defaultPath };
    const parent = window();
    const shown = parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options);
    const { filePath } = await shown;
    if (!filePath) return null;
    // The dialog has asked whether the file that was picked is to be replaced, not the one with our ending.
    return filePath.endsWith('.json')
      ? { path: filePath, overwrite: true }
      : { path: `${filePath}${SESSION_ENDING}`, overwrite: false };
  };

  return {
    grant: (path) => void granted.add(path),
    async read(id) {
      const path = id === null ? await pick() : known(id);
      return path === null ? null : { file: fileOf(path), text: await readSession(fs, path, basename(path)) };
    },
    async write(text, { id, name }) {
      const target = id === null ? await pickTarget(name) : { path: known(id), overwrite: true };
      if (target === null) return null;
      const file = fileOf(target.path);
      await writeSession(fs, target.path, text, { name: file.name, overwrite: target.overwrite });
      return file;
    },
    remember(file) {
      granted.add(file.id);
      recent = withRecent(recent, file);
      writeJson(
        recentFile,
        recent.map(({ id }) => id),
        log,
      );
    },
    list: async () => ({ recent, folder: [] }),
  };
}

const fileOf = (path: string): SessionFile => ({ id: path, name: basename(path) });
