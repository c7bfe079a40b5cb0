import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { onTestFinished } from 'vitest';
import { type Bridge, createBridgeClient } from '#core/engine/bridgeClient.ts';
import { type Area, createElectronDouble } from './electronDouble.ts';
import { temporaryFolder } from './folder.ts';

const BUNDLES = resolve('dist/electron');

/** Runs a built CommonJS bundle in plain Node; `electron`, and nothing else, is the double. */
function runBundle(name: string, requireOther: (id: string) => unknown, electron: object): void {
  const path = join(BUNDLES, name);
  const parameters = ['require', 'module', 'exports', '__dirname', '__filename'];
  const run = compileFunction(readFileSync(path, 'utf8'), parameters, { filename: path });
  const module = { exports: {} };
  const requireOne = (id: string): unknown => (id === 'electron' ? electron : requireOther(id));
  run(requireOne, module, module.exports, dirname(path), path);
}

interface Start {
  /** The command line after the program. */
  readonly words?: readonly string[];
  readonly first?: boolean;
  readonly workAreas?: readonly Area[];
  /** Kept from an earlier start. */
  readonly userData?: string;
}

/** Starts the built main bundle against a double of Electron, up to the moment when its window was made. */
export async function startMain({ words = [], userData, ...settings }: Start = {}) {
  const folder = userData ?? (await temporaryFolder());
  const double = createElectronDouble({ userData: folder, ...settings });
  const argv = process.argv;
  process.argv = ['nullscope', ...words];
  try {
    runBundle('main.cjs', createRequire(join(BUNDLES, 'main.cjs')), double.module);
  } finally {
    process.argv = argv;
  }
  await new Promise(setImmediate);
  onTestFinished(() => void double.app.emit('window-all-closed'));
  return { ...double, userData: folder };
}

/** Starts main and then the built preload, as a sandbox runs it: it may require `electron` alone. */
export async function startDesktop(start: Start = {}) {
  const main = await startMain(start);
  const window = main.windows[0];
  if (!window) throw new Error('main opened no window');
  const refuse = (id: string): never => {
    throw new Error(`a sandboxed preload cannot require ${id}`);
  };
  runBundle('preload.cjs', refuse, main.module);
  const bridge = main.world.get('nullscope') as Bridge;
  return { ...main, window, bridge, engine: createBridgeClient(bridge) };
}
