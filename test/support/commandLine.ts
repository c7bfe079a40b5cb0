import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a command line printed, and its exit status. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line to its end. */
export async function nullscope(...words: string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['dist/cli/nullscope.js', ...words], { timeout: 60_000 });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [status] = await once(child, 'close');
  return { status, out, err };
}
