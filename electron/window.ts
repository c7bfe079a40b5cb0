import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { boundsOn, placeSchema } from './bounds.ts';
import { readJson, writeJson } from './jsonFile.ts';

/** The one window, with what the shell does to it. */
export interface MainWindow {
  readonly window: BrowserWindow;
  setState(state: { readonly title: string; readonly edited: boolean }): void;
  /** Closes it without asking again. */
  close(): void;
  focus(): void;
}

interface Options {
  readonly preload: string;
  /** Remembers where the window stood. */
  readonly stateFile: string;
  /** The parts of the screens on which a window can stand; one at least. */
  readonly areas: readonly Rectangle[];
  /** The user wants to close it while it holds unsaved changes. */
  readonly onCloseRequested: () => void;
  readonly onClosed: () => void;
  readonly log: (fault: unknown) => void;
}

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
  { preload, stateFile, areas, onCloseRequested, onClosed, log }: Options,
): MainWindow {
  const place = readJson(stateFile, (data) => placeSchema.parse(data));
  const window = new Window({
    ...boundsOn(place, areas),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Nullscope',
    webPreferences: { ...WEB_PREFERENCES, preload },
  });
  let edited = false;
  let leaving = false;
  /** The page cannot answer a question: closing must not wait for it. */
  let mute = false;

  window.once('ready-to-show', () => {
    if (place.maximized) window.maximize();
    window.show();
  });
  window.on('close', (event) => {
    writeJson(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }, log);
    if (!edited || leaving || mute) return;
    event.preventDefault();
    onCloseRequested();
  });
  window.on('closed', onClosed);
  window.on('unresponsive', () => {
    mute = true;
  });
  window.on('responsive', () => {
    mute = false;
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    mute = true;
    log(new Error(`the page of the window is gone: ${details.reason}`));
  });
  // The page names itself by `setWindowState`, which also tells the system that it was edited.
  window.on('page-title-updated', (event) => event.preventDefault());

  return {
    window,
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
