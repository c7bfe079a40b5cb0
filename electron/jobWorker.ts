import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { cacheFolder, createFactorCache } from '#core/engine/factorCache.ts';
import { openFile } from '#core/engine/openFile.ts';
import { type JobPort, serveJobs } from '#core/engine/worker.ts';

/** The kernels are built into the folder beside this bundle's. */
const read = (name: string): Uint8Array => fs.readFileSync(join(__dirname, '..', 'kernels', `${name}.wasm`));

const log = (fault: unknown): void => console.error(fault);

const folder = cacheFolder(process.platform, process.env, homedir());

if (parentPort)
  serveJobs(parentPort as JobPort, {
    threads: availableParallelism(),
    binaries: () => ({ fused: read('fused'), plain: read('plain') }),
    factors: createFactorCache(folder, fs, () => createHash('sha256'), log),
    openFile: (path) => openFile(fs, path),
    figures: {
      read: (file) => fs.readFileSync(join(__dirname, '..', 'figure', file)),
      pdf: async () => {
        const { default: Pdf } = await import('pdfkit');
        return (options) => new Pdf(options);
      },
    },
    hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    log,
  });
