import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/** What arrives at the other end of a channel: a copy, as in Electron; what cannot be copied throws. */
const copied = <T>(value: T): T => structuredClone(value);

export interface FrameDouble {
  readonly url: string;
}

export interface Preventable {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable(): Preventable {
  let prevented = false;
  return {
    get defaultPrevented() {
      return prevented;
    },
    preventDefault() {
      prevented = true;
    },
  };
}

export type WindowOpenHandler = (details: { readonly url: string }) => { readonly action: string };

/** A page: its frames, the channel to it, and what was forbidden to it. */
export class WebContentsDouble extends EventEmitter {
  static next = 1;
  readonly id = WebContentsDouble.next++;
  mainFrame: FrameDouble = { url: 'about:blank' };
  readonly heard = new EventEmitter();
  openHandler: WindowOpenHandler | null = null;

  send(channel: string, ...args: unknown[]): void {
    this.heard.emit(channel, {}, ...args.map(copied));
  }
  isDestroyed(): boolean {
    return false;
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.openHandler = handler;
  }
}

export interface WindowOptions {
  readonly [name: string]: unknown;
  readonly webPreferences: { readonly [name: string]: unknown };
}

/** A window that closes unless someone prevents it. */
export class WindowDouble extends EventEmitter {
  readonly webContents = new WebContentsDouble();
  readonly options: WindowOptions;
  readonly onClosed: () => void;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  title = '';
  documentEdited = false;
  shown = false;
  closed = false;
  maximized = false;
  readonly focus = vi.fn();

  constructor(options: WindowOptions, onClosed: () => void) {
    super();
    this.options = options;
    this.onClosed = onClosed;
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame = { url };
  }
  show(): void {
    this.shown = true;
  }
  maximize(): void {
    this.maximized = true;
  }
  isMaximized = () => this.maximized;
  isMinimized = () => false;
  restore(): void {}
  getNormalBounds = () => this.bounds;
  setTitle(title: string): void {
    this.title = title;
  }
  setDocumentEdited(edited: boolean): void {
    this.documentEdited = edited;
  }
  close(): void {
    const event = preventable();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    this.closed = true;
    this.emit('closed');
    this.onClosed();
  }
}

export interface DialogAnswer {
  readonly canceled?: boolean;
  readonly filePath?: string;
  readonly filePaths?: readonly string[];
}

type Handler = (event: unknown, ...args: unknown[]) => unknown;
type Callback = (answer: unknown) => void;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Settings {
  /** Where the app keeps its own files. */
  readonly userData: string;
  /** False: another instance runs already. */
  readonly first?: boolean;
  readonly workAreas?: readonly Area[];
}

const SCREEN: Area = { x: 0, y: 0, width: 1920, height: 1040 };

/**
 * A stand-in for the module `electron`, as far as the shell uses it: `module` is what a bundle requires, and
 * the rest is what a test sees and does at its other side.
 */
export function createElectronDouble({ userData, first = true, workAreas = [SCREEN] }: Settings) {
  const windows: WindowDouble[] = [];
  /** The files that the system dropped on a page: only these have a path. */
  const droppedPaths = new WeakMap<object, string>();
  const handlers = new Map<string, Handler>();
  const schemes = new Map<string, (request: Request) => Promise<Response>>();
  const world = new Map<string, unknown>();
  const dialogAnswers: DialogAnswer[] = [];
  const dialogs: { readonly kind: string; readonly options: { readonly [name: string]: unknown } }[] = [];
  const asked: {
    request?: (contents: unknown, permission: string, callback: Callback) => void;
    check?: (contents: unknown, permission: string) => boolean;
    device?: () => boolean;
    remote?: {
      readonly filter: { readonly urls: readonly string[] };
      readonly listener: (details: unknown, callback: Callback) => void;
    };
    menu?: readonly unknown[];
    privileged?: readonly unknown[];
  } = {};

  const app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock: () => first,
    enableSandbox: vi.fn(),
    quit: vi.fn(),
    exit: vi.fn(),
    getPath: () => userData,
    whenReady: () => Promise.resolve(),
  });

  const BrowserWindow: new (options: WindowOptions) => WindowDouble = class extends WindowDouble {
    constructor(options: WindowOptions) {
      super(options, () => app.emit('window-all-closed'));
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
  };

  const ipcMain = Object.assign(new EventEmitter(), {
    handle(channel: string, handler: Handler) {
      if (handlers.has(channel)) throw new Error(`a second handler for ${channel}`);
      handlers.set(channel, handler);
    },
  });

  /** A message that arrives at the main process, from whichever page and frame. */
  const deliver = async (
    channel: string,
    from: { readonly sender: unknown; readonly senderFrame: unknown },
    ...args: unknown[]
  ): Promise<unknown> => {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return copied(await handler(from, ...args.map(copied)));
  };

  const showDialog = (kind: string) => async (parent: unknown, options?: unknown) => {
    dialogs.push({ kind, options: (options ?? parent) as { readonly [name: string]: unknown } });
    const { canceled = false, filePath = '', filePaths = [] } = dialogAnswers.shift() ?? { canceled: true };
    return { canceled, filePath, filePaths };
  };

  const pageOf = () => {
    const window = windows[0];
    if (!window) throw new Error('there is no window');
    return window.webContents;
  };
  const ownPage = () => ({ sender: pageOf(), senderFrame: pageOf().mainFrame });

  const module = {
    app,
    BrowserWindow,
    ipcMain,
    dialog: { showOpenDialog: showDialog('open'), showSaveDialog: showDialog('save') },
    Menu: {
      buildFromTemplate: (template: readonly unknown[]) => template,
      setApplicationMenu(menu: readonly unknown[]) {
        asked.menu = menu;
      },
    },
    protocol: {
      registerSchemesAsPrivileged(privileged: readonly unknown[]) {
        asked.privileged = privileged;
      },
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        void schemes.set(scheme, handler),
    },
    screen: {
      getAllDisplays: () => workAreas.map((workArea) => ({ workArea })),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: NonNullable<typeof asked.request>) => {
          asked.request = handler;
        },
        setPermissionCheckHandler: (handler: NonNullable<typeof asked.check>) => {
          asked.check = handler;
        },
        setDevicePermissionHandler: (handler: NonNullable<typeof asked.device>) => {
          asked.device = handler;
        },
        webRequest: {
          onBeforeRequest: (
            filter: { readonly urls: readonly string[] },
            listener: (details: unknown, callback: Callback) => void,
          ) => {
            asked.remote = { filter, listener };
          },
        },
      },
    },
    shell: { openExternal: vi.fn(async () => undefined) },
    // What a preload requires.
    webUtils: { getPathForFile: (file: object) => droppedPaths.get(file) ?? '' },
    contextBridge: {
      exposeInMainWorld: (name: string, api: unknown) => void world.set(name, api),
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) => deliver(channel, ownPage(), ...args),
      send: (channel: string, ...args: unknown[]) =>
        void ipcMain.emit(channel, ownPage(), ...args.map(copied)),
      on: (channel: string, listener: (...args: unknown[]) => void) =>
        void pageOf().heard.on(channel, listener),
    },
  };

  return {
    module,
    app,
    ipcMain,
    windows,
    droppedPaths,
    handlers,
    schemes,
    world,
    dialogAnswers,
    dialogs,
    asked,
    deliver,
  };
}

export type ElectronDouble = ReturnType<typeof createElectronDouble>;
