import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const folder = join(root, 'node_modules', 'electron');

/** The path of Electron's program, if its runtime was fetched; its package's notes tell. */
function installedRuntime() {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const program = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : null;
}

/** Fetches Electron's runtime, once; a machine that cannot reach it is none the worse. */
function fetchRuntime() {
  console.log('Fetching Electron’s runtime, once…');
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: 600_000 });
  return installedRuntime();
}

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** Runs a program in the foreground, hands it our signals, and ends as it ends. */
function become(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
}

await build();
const runtime = hasDisplay() ? (installedRuntime() ?? fetchRuntime()) : null;
if (runtime) become(runtime, ['.', ...process.argv.slice(2)]);
else {
  const why = hasDisplay() ? 'Electron’s runtime could not be fetched' : 'there is no display here';
  console.log(`The web host serves the window: ${why}.`);
  const { toyTable } = await import('../dist/cli/toy.js');
  console.log(`\n${toyTable()}\n`);
  become(process.execPath, ['dist/cli/nullscope.js', 'serve', ...process.argv.slice(2)]);
}
