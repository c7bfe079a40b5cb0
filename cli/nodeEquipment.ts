import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { cacheFolder, createFactorCache } from '#core/engine/factorCache.ts';
import type { Equipment } from '#core/engine/lazyCrew.ts';
import { openFile } from '#core/engine/openFile.ts';

/** The kernels are built into the folder beside this bundle's. */
const read = (name: string): Uint8Array =>
  fs.readFileSync(new URL(`../kernels/${name}.wasm`, import.meta.url));

const log = (fault: unknown): void => console.error(fault);

/** What Node lends to large computations, in this thread or in a worker of a host. */
export const equipment: Equipment = {
  threads: availableParallelism(),
  binaries: () => ({ fused: read('fused'), plain: read('plain') }),
  factors: createFactorCache(
    cacheFolder(process.platform, process.env, homedir()),
    fs,
    () => createHash('sha256'),
    log,
  ),
  openFile: (path) => openFile(fs, path),
  figures: {
    read: (file) => fs.readFileSync(new URL(`../figure/${file}`, import.meta.url)),
    pdf: async () => {
      const { default: Pdf } = await import('pdfkit');
      return (options) => new Pdf(options);
    },
  },
  hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  log,
};
