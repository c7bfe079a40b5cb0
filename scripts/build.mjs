import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as viteBuild } from 'vite';
import { copyFigureAssets } from './figureAssets.mjs';
import { buildKernels } from './kernels.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each bundle: the configuration that builds it, the sources that it is made of, and a file that it yields. */
const BUNDLES = [
  {
    name: 'kernels',
    config: 'scripts/kernels.mjs',
    sources: ['core/kernels/assembly'],
    output: 'kernels/plain.wasm',
    make: buildKernels,
  },
  {
    name: 'figure',
    config: 'scripts/figureAssets.mjs',
    sources: [],
    output: 'figure/resvg.wasm',
    make: copyFigureAssets,
  },
  {
    name: 'renderer',
    config: 'vite.config.ts',
    mode: 'production',
    sources: ['renderer', 'core', 'assets'],
    output: 'renderer/index.html',
  },
  {
    name: 'cli',
    config: 'vite.node.config.ts',
    mode: 'cli',
    sources: ['cli', 'core'],
    output: 'cli/nullscope.js',
  },
  {
    name: 'main',
    config: 'vite.node.config.ts',
    mode: 'main',
    sources: ['electron', 'core'],
    output: 'electron/main.cjs',
  },
  // Building `main` empties their folder.
  {
    name: 'preload',
    config: 'vite.node.config.ts',
    mode: 'preload',
    sources: ['electron', 'core'],
    output: 'electron/preload.cjs',
    after: 'main',
  },
];

/** What a bundle was built from: the path, size and time of each of its sources. */
async function fingerprint({ config, sources }) {
  const hash = createHash('sha256');
  const note = async (path) => {
    const { size, mtimeMs } = await stat(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  for (const file of [config, 'package.json', 'package-lock.json', 'scripts/build.mjs'])
    await note(join(root, file));
  for (const folder of sources) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) await note(file);
  }
  return hash.digest('hex');
}

/** Builds every bundle whose sources changed since it was built; `force` builds all. Returns their names. */
export async function build({ force = false, quiet = true } = {}) {
  const built = [];
  for (const bundle of BUNDLES) {
    const stamp = join(root, 'dist', `.${bundle.name}.stamp`);
    const print = await fingerprint(bundle);
    const there = existsSync(stamp) && existsSync(join(root, 'dist', bundle.output));
    const fresh = there && (await readFile(stamp, 'utf8')) === print;
    if (fresh && !force && !built.includes(bundle.after)) continue;
    await mkdir(join(root, 'dist'), { recursive: true });
    if (bundle.make) await bundle.make(root);
    else
      await viteBuild({
        configFile: join(root, bundle.config),
        mode: bundle.mode,
        logLevel: quiet ? 'warn' : 'info',
      });
    await writeFile(stamp, print);
    built.push(bundle.name);
  }
  return built;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await build({ force: process.argv.includes('--force'), quiet: false });
  console.log(built.length > 0 ? `Built: ${built.join(', ')}.` : 'Nothing changed since the last build.');
}
