import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { build } from './build.mjs';

/** `npm run dev`: the window with hot reload, its engine in the web host behind a proxy. */
const root = fileURLToPath(new URL('..', import.meta.url));
await build();

const host = spawn(process.execPath, ['dist/cli/nullscope.js', 'serve'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const target = new URL(await addressOf(host));

// The page and its socket lie below the host's token, as they do in the host, which judges Host and Origin.
const server = await createServer({
  configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
  base: target.pathname,
  server: {
    host: '127.0.0.1',
    proxy: { [`${target.pathname}socket`]: { target: target.origin, ws: true } },
  },
});
await server.listen();
server.printUrls();
console.log('A change in core/ or cli/ needs a restart for the engine; the window reloads by itself.');

async function addressOf(child) {
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    const url = said.match(/http:\/\/\S+(?=\s)/)?.[0];
    if (url) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error(`The web host ended before it printed an address: ${said}`);
}

const stop = async () => {
  host.kill('SIGTERM');
  await server.close();
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
