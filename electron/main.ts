import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell } from 'electron';
import type { HostEvent } from '#core/engine/contract.ts';
import { createEngine } from '#core/engine/engine.ts';
import { links } from '#core/engine/links.ts';
import { version } from '../package.json';
import { CHANNELS } from './channels.ts';
import { chosenFiles } from './chosenFiles.ts';
import { dialogSessions } from './dialogSessions.ts';
import { registerDrops } from './droppedFiles.ts';
import { fileArgument } from './fileArgument.ts';
import { refusalOf, registerIpc } from './ipcGate.ts';
import { applicationMenu } from './menu.ts';
import { refuseNavigation } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { APP_SCHEME, registerProtocol, START_PAGE } from './protocol.ts';
import { cancelRemoteContent } from './remoteContent.ts';
import { startWorker } from './startWorker.ts';
import { createMainWindow, type MainWindow } from './window.ts';

// The scheme has to be known before the app is ready.
protocol.registerSchemesAsPrivileged([APP_SCHEME]);

if (app.requestSingleInstanceLock()) run();
else app.quit();

/** The app of the first instance; a second one hands it its command line and quits. */
function run(): void {
  app.enableSandbox();
  let main: MainWindow | null = null;
  /** The page listens: it has told its title. */
  let listening = false;
  /** A file that the system asked for before the page listened. */
  let waiting: string | null = null;

  const log = (fault: unknown): void => console.error(fault);
  const remembered = (name: string): string => join(app.getPath('userData'), name);
  const send = (event: HostEvent): void => main?.window.webContents.send(CHANNELS.event, event);

  const sessions = dialogSessions({
    dialog,
    window: () => main?.window ?? null,
    recentFile: remembered('recent.json'),
    log,
  });
  const files = chosenFiles({
    dialog,
    window: () => main?.window ?? null,
    memory: remembered('files.json'),
    log,
  });
  const openFile = (path: string): void => {
    sessions.grant(path);
    if (listening) send({ kind: 'openRequested', file: path });
    else waiting = path;
  };

  const engine = createEngine({
    hello: { host: 'desktop', version, dialogs: 'native', menu: true, folder: null },
    sessions,
    files,
    startWorker,
    setWindowState(state) {
      main?.setState(state);
      listening = true;
      if (waiting !== null) openFile(waiting);
      waiting = null;
    },
    closeWindow: () => main?.close(),
    openLink(link) {
      shell.openExternal(links[link]).catch(log);
      return true;
    },
    log,
  });

  const asked = fileArgument(process.argv, process.cwd());
  if (asked) openFile(asked);
  app.on('second-instance', (_event, argv, folder) => {
    main?.focus();
    const path = fileArgument(argv, folder);
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

  app
    .whenReady()
    .then(async () => {
      registerProtocol(protocol, join(__dirname, '../renderer'));
      denyPermissions(session.defaultSession);
      cancelRemoteContent(session.defaultSession);
      const refusal = refusalOf((contents) => contents === main?.window.webContents);
      registerIpc(ipcMain, engine, refusal);
      registerDrops(ipcMain, files, refusal);
      Menu.setApplicationMenu(
        Menu.buildFromTemplate(applicationMenu((id) => send({ kind: 'command', id }), process.platform)),
      );
      main = createMainWindow(BrowserWindow, {
        preload: join(__dirname, 'preload.cjs'),
        stateFile: remembered('window.json'),
        areas: screen.getAllDisplays().map(({ workArea }) => workArea),
        onCloseRequested: () => send({ kind: 'closeRequested' }),
        onClosed() {
          main = null;
        },
        log,
      });
      await main.window.loadURL(START_PAGE);
    })
    .catch((error) => {
      log(error);
      app.exit(1);
    });
}
