import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

/** A download may take this long, milliseconds. */
const PATIENCE = 10 * 60_000;

/** Where the runtime comes from, unless ELECTRON_MIRROR says otherwise. */
const SOURCE = 'https://github.com';

/**
 * The path of Electron's program, if its runtime was fetched; null where it was not. Asking the package
 * itself would start a download, so its notes are read instead.
 */
export function electronRuntime(folder = PACKAGE) {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const program = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : null;
}

/** Fetches the runtime with the package's own installer; returns its program, or null where it cannot be had. */
export async function fetchElectronRuntime(folder = PACKAGE) {
  const installer = join(folder, 'install.js');
  if (!existsSync(installer) || !(await answers(process.env.ELECTRON_MIRROR ?? SOURCE))) return null;
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: PATIENCE });
  return electronRuntime(folder);
}

/** Whether a server answers at all within a few seconds, whatever it says. */
async function answers(url) {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}
