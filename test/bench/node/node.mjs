import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The first Node whose V8 runs the kernels as Electron's does. */
const LEAST = 24;

const folder = fileURLToPath(new URL('.', import.meta.url));

/**
 * The path of a Node of at least version 24: this one, or that of `package.json` beside this file, installed on
 * first use. This Node's path where neither can be had, with a sentence that says so in `note`.
 */
export function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= LEAST) return { path: process.execPath };
  const path = `${folder}node_modules/node-${process.platform}-${process.arch}/bin/node`;
  if (!existsSync(path)) spawnSync('npm', ['ci'], { cwd: folder, stdio: 'ignore', timeout: 600_000 });
  if (existsSync(path)) return { path };
  return {
    path: process.execPath,
    note: `Node ${LEAST} cannot be had here: our side runs on Node ${process.versions.node}.`,
  };
}
