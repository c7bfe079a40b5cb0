import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell } from 'electron';
import type { HostEvent } from '#core/engine/contract.ts';
import { createEngine } from '#core/engine/engine.ts';
import { links } from '#core/engine/links.ts';
import { version } from '../package.json';
import { CHANNELS } from './channels.ts';
import { dialogSessions } from './dialogSessions.ts';
import { fileArgument } from './fileArgument.ts';
import { registerIpc } from './ipcGate.ts';
import { applicationMenu } from './menu.ts';
import { refuseNavigation } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { APP_SCHEME, registerProtocol, START_PAGE } from './protocol.ts';
import { cancelRemoteContent } from './remoteContent.ts';
import { startWorker } from './startWorker.ts';
import { createMainWindow, type MainWindow } from './window.ts';

// The scheme has to be known before the app is ready.
protocol.registerSchemesAsPrivileged([APP_SCHEME]);

if (!app.requestSingleInstanceLock()) app.quit();
else {
  app.enableSandbox();
  let main: MainWindow | null = null;
  /** A file that the system asked for before there was a window. */
  let waiting: string | null = fileArgument(process.argv);

  const sessions = dialogSessions(
    dialog,
    join(app.getPath('userData'), 'recent.json'),
    () => main?.window ?? null,
  );
  const send = (event: HostEvent): void => main?.window.webContents.send(CHANNELS.event, event);
  const openFile = (path: string): void => {
    sessions.grant(path);
    if (main?.ready) send({ kind: 'openRequested', file: path });
    else waiting = path;
  };

  const engine = createEngine({
    hello: { host: 'desktop', version, dialogs: 'native', menu: true, folder: null },
    sessions,
    startWorker,
    setWindowState: (state) => main?.setState(state),
    closeWindow: () => main?.close(),
    openLink: (link) => {
      void shell.openExternal(links[link]);
      return true;
    },
    log: (fault) => console.error(fault),
  });

  app.on('second-instance', (_event, argv) => {
    main?.focus();
    const path = fileArgument(argv);
    if (path) openFile(path);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  app.on('web-contents-created', (_event, contents) => refuseNavigation(contents));
  app.on('window-all-closed', () => {
    engine.close();
    app.quit();
  });

  void app.whenReady().then(() => {
    registerProtocol(protocol, join(__dirname, '../renderer'));
    denyPermissions(session.defaultSession);
    cancelRemoteContent(session.defaultSession);
    registerIpc(ipcMain, engine, (contents) => contents === main?.window.webContents);
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(applicationMenu((id) => send({ kind: 'command', id }), process.platform)),
    );
    main = createMainWindow(BrowserWindow, {
      preload: join(__dirname, 'preload.cjs'),
      stateFile: join(app.getPath('userData'), 'window.json'),
      onCloseRequested: () => send({ kind: 'closeRequested' }),
      onReady: () => {
        if (waiting) openFile(waiting);
        waiting = null;
      },
    });
    void main.window.loadURL(START_PAGE);
  });
}
