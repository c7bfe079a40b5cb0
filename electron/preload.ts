import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, BridgeReply } from '#core/engine/bridgeClient.ts';
import { type RequestName, requestNames } from '#core/engine/contract.ts';
import { CHANNELS } from './channels.ts';

type Verb = (id: number, args: unknown) => Promise<BridgeReply>;

const verb =
  (name: RequestName): Verb =>
  (id, args) =>
    ipcRenderer.invoke(CHANNELS.request(name), id, args);

/** The paths of dropped files, as the system knows them; one that a page made up has none. */
const pathsOf = (files: readonly unknown[]): string[] =>
  files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== '');

/** All that the window gets of the shell: a verb per request of the contract, one for dropped files, and three ears. */
const bridge: Bridge = {
  verbs: Object.fromEntries(requestNames.map((name) => [name, verb(name)])) as Record<RequestName, Verb>,
  cancel: (id) => ipcRenderer.send(CHANNELS.cancel, id),
  onProgress: (listener) => {
    ipcRenderer.on(CHANNELS.progress, (_event, id: number, progress: unknown) => listener(id, progress));
  },
  giveFiles: (files) => ipcRenderer.invoke(CHANNELS.dropped, pathsOf(files)),
  onEvent: (listener) => {
    ipcRenderer.on(CHANNELS.event, (_event, happened: unknown) => listener(happened));
  },
};

contextBridge.exposeInMainWorld('nullscope', bridge);
