import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, BridgeReply } from '#core/engine/bridgeClient.ts';
import { type RequestName, requestNames } from '#core/engine/contract.ts';
import { CHANNELS } from './channels.ts';

type Verb = (id: number, args: unknown) => Promise<BridgeReply>;

const verb =
  (name: RequestName): Verb =>
  (id, args) =>
    ipcRenderer.invoke(CHANNELS.request(name), id, args);

/** All that the window gets of the shell: one verb per request of the contract, and three ears. */
const bridge: Bridge = {
  verbs: Object.fromEntries(requestNames.map((name) => [name, verb(name)])) as Record<RequestName, Verb>,
  cancel: (id) => ipcRenderer.send(CHANNELS.cancel, id),
  onProgress: (listener) => {
    ipcRenderer.on(CHANNELS.progress, (_event, id: number, progress: unknown) => listener(id, progress));
  },
  onEvent: (listener) => {
    ipcRenderer.on(CHANNELS.event, (_event, happened: unknown) => listener(happened));
  },
};

contextBridge.exposeInMainWorld('nullscope', bridge);
