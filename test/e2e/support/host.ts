import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A running web host over a folder of its own. */
export interface Host {
  readonly url: string;
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Starts `nullscope serve` from the built files on a free port, over a fresh temporary folder; `options` are further words. */
export async function startHost(options: readonly string[] = []): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), 'nullscope-e2e-'));
  const child = spawn(
    process.execPath,
    ['dist/cli/nullscope.js', 'serve', '--port', '0', '--folder', folder, ...options],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Decompositions are kept with the folder, and go with it.
      env: { ...process.env, XDG_CACHE_HOME: join(folder, '.cache') },
    },
  );
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    const url = said.match(/http:\/\/\S+/)?.[0];
    if (!url) continue;
    child.stdout.resume();
    const stop = async (): Promise<void> => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    };
    return { url, folder, stop };
  }
  throw new Error(`the web host ended before it printed an address: ${said}`);
}
