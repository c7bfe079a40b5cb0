import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { z } from 'zod';
import { readJson, writeJson } from './jsonFile.ts';

/** The one window, with what the shell does to it. */
export interface MainWindow {
  readonly window: BrowserWindow;
  /** True once its page has been shown. */
  readonly ready: boolean;
  setState(state: { readonly title: string; readonly edited: boolean }): void;
  /** Closes it without asking again. */
  close(): void;
  focus(): void;
}

interface Options {
  readonly preload: string;
  /** Remembers where the window stood. */
  readonly stateFile: string;
  /** The user wants to close it while it holds unsaved changes. */
  readonly onCloseRequested: () => void;
  readonly onReady: () => void;
}

const boundsSchema = z
  .object({
    width: z.int().min(640).max(20_000),
    height: z.int().min(480).max(20_000),
    x: z.int().optional(),
    y: z.int().optional(),
  })
  .catch({ width: 1440, height: 900 });

/** What every window is opened with: sandboxed, isolated, without Node. */
export const WEB_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  webviewTag: false,
  spellcheck: false,
} as const satisfies BrowserWindowConstructorOptions['webPreferences'];

/** Opens the window where it stood last, hidden until its page can be shown. */
export function createMainWindow(
  Window: new (options: BrowserWindowConstructorOptions) => BrowserWindow,
  { preload, stateFile, onCloseRequested, onReady }: Options,
): MainWindow {
  const { x, y, ...size } = readJson(stateFile, (data) => boundsSchema.parse(data));
  const place = x === undefined || y === undefined ? {} : { x, y };
  const window = new Window({
    ...size,
    ...place,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Nullscope',
    webPreferences: { ...WEB_PREFERENCES, preload },
  });
  let edited = false;
  let leaving = false;
  let ready = false;
  window.once('ready-to-show', () => {
    ready = true;
    window.show();
    onReady();
  });
  window.on('close', (event) => {
    writeJson(stateFile, window.getNormalBounds());
    if (!edited || leaving) return;
    event.preventDefault();
    onCloseRequested();
  });
  // The page names itself by `setWindowState`, which also tells the system that it was edited.
  window.on('page-title-updated', (event) => event.preventDefault());
  return {
    window,
    get ready() {
      return ready;
    },
    setState(state) {
      edited = state.edited;
      window.setTitle(`${edited ? '• ' : ''}${state.title} – Nullscope`);
      window.setDocumentEdited(edited);
    },
    close() {
      leaving = true;
      window.close();
    },
    focus() {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  };
}
