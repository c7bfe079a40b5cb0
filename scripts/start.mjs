import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The path of Electron's program, if its runtime was fetched. Asking the package itself would start a
 * download, so its notes are read instead.
 */
function electronRuntime() {
  const folder = join(root, 'node_modules', 'electron');
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const program = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : null;
}

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** Why the desktop window cannot open here; null where it can. */
function obstacle(runtime) {
  if (!runtime) return 'Electron’s runtime is not installed here (npx electron --version fetches it)';
  return hasDisplay() ? null : 'there is no display here';
}

/** Runs a program in the foreground, hands it our signals, and ends as it ends. */
function become(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
}

await build();
const runtime = electronRuntime();
const why = obstacle(runtime);
if (!why) become(runtime, ['.', ...process.argv.slice(2)]);
else {
  console.log(`The web host serves the window: ${why}.`);
  const { toyTable } = await import('../dist/cli/toy.js');
  console.log(`\n${toyTable()}\n`);
  become(process.execPath, ['dist/cli/nullscope.js', 'serve', ...process.argv.slice(2)]);
}
