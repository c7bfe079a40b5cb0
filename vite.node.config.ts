import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What runs on Node, each bundled whole: the command line as ESM, the desktop shell as CommonJS. */
const TARGETS = {
  cli: {
    format: 'es',
    ending: 'js',
    inputs: { nullscope: './cli/nullscope.ts', jobWorker: './cli/jobWorker.ts', toy: './cli/toyTable.ts' },
  },
  main: {
    format: 'cjs',
    ending: 'cjs',
    inputs: { main: './electron/main.ts', jobWorker: './electron/jobWorker.ts' },
  },
  // Alone, so that it is one file: a sandboxed preload can require nothing beside it.
  preload: { format: 'cjs', ending: 'cjs', inputs: { preload: './electron/preload.ts' } },
} as const;

/** `vite build -c vite.node.config.ts --mode cli | main | preload`. */
export default defineConfig(({ mode }) => {
  const target = TARGETS[mode as keyof typeof TARGETS];
  if (!target)
    throw new Error(`vite.node.config.ts: no mode ${mode}; there are ${Object.keys(TARGETS).join(', ')}`);
  const input = Object.fromEntries(Object.entries(target.inputs).map(([name, file]) => [name, path(file)]));
  return {
    root: path('.'),
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      outDir: path(mode === 'cli' ? './dist/cli' : './dist/electron'),
      emptyOutDir: mode !== 'preload',
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input,
        external: [
          'electron',
          ...builtinModules,
          ...builtinModules.map((name) => `node:${name}`),
          'bufferutil',
          'utf-8-validate',
        ],
        output: {
          format: target.format,
          entryFileNames: `[name].${target.ending}`,
          chunkFileNames: `[name].${target.ending}`,
        },
      },
    },
  };
});
