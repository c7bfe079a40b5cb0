import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { type JobPort, serveJobs } from '#core/engine/worker.ts';

/** The kernels are built into the folder beside this bundle's. */
const read = (name: string): Uint8Array => readFileSync(join(__dirname, '..', 'kernels', `${name}.wasm`));

if (parentPort)
  serveJobs(parentPort as JobPort, {
    threads: availableParallelism(),
    binaries: () => ({ fused: read('fused'), plain: read('plain') }),
    log: (fault) => console.error(fault),
  });
