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
let url;
for await (const chunk of host.stdout) {
  url = String(chunk).match(/http:\/\/\S+/)?.[0];
  if (url) break;
}
const target = new URL(url);

const server = await createServer({
  configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
  server: {
    host: '127.0.0.1',
    proxy: {
      '/socket': {
        target: target.origin,
        ws: true,
        changeOrigin: true,
        headers: { origin: target.origin },
        rewrite: () => `${target.pathname}socket`,
      },
    },
  },
});
await server.listen();
server.printUrls();
console.log('A change in core/ or cli/ needs a restart for the engine; the window reloads by itself.');

const stop = async () => {
  host.kill('SIGTERM');
  await server.close();
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
