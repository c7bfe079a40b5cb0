import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { electronRuntime, fetchElectronRuntime } from './electronRuntime.mjs';

/** `npm start [-- FILE]`: the desktop window; without a display or Electron's runtime, the web host. */
const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);

/** A desktop that ends with a failure so soon never showed its window, milliseconds. */
const TOO_SOON = 5000;

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** Runs a program in the foreground and hands it our signals; resolves to its exit status, or the signal that ended it. */
function run(program, words) {
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd: root, stdio: 'inherit' });
    const forward = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, forward);
    const end = (status) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, forward);
      resolve(status);
    };
    child.on('error', (error) => end(error.message));
    child.on('exit', (code, signal) => end(code ?? signal));
  });
}

/** The program of Electron's runtime, fetched the first time; null where it cannot be had. */
async function runtime() {
  const found = electronRuntime();
  if (found) return found;
  console.log('Fetching Electron’s runtime; this happens once.');
  return fetchElectronRuntime();
}

/** Opens the desktop window; resolves to null once it was closed, or to why there is none. */
async function desktop() {
  if (!hasDisplay()) return 'there is no display here';
  const program = await runtime();
  if (!program) return 'Electron’s runtime cannot be fetched here';
  const since = Date.now();
  const status = await run(program, ['.', ...args]);
  const failed = status !== 0 && status !== 'SIGINT' && status !== 'SIGTERM';
  return failed && Date.now() - since < TOO_SOON ? `Electron does not run here (${status})` : null;
}

/** Serves the window, and prints its address and what it will show. */
async function webHost() {
  const { toyTable } = await import('../dist/cli/toy.js');
  console.log(`\n${toyTable()}\n`);
  const words = args.flatMap((word) => (word.endsWith('.nullscope.json') ? ['--open', word] : [word]));
  const status = await run(process.execPath, ['dist/cli/nullscope.js', 'serve', ...words]);
  process.exitCode = typeof status === 'number' ? status : 1;
}

await build();
const why = await desktop();
if (why) {
  console.log(`The web host serves the window: ${why}.`);
  await webHost();
}
