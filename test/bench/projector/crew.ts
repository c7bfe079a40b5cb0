import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { alone } from '#core/kernels/alone.ts';
import { createArena } from '#core/kernels/arena.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { lead } from '#core/kernels/leader.ts';
import { binaryFor, loadKernels } from '#core/kernels/load.ts';

/** A crew with a thread for each core, over a fresh memory, with the kernels that `npm run build` made. */
export async function startCrew(): Promise<Crew> {
  const binary = binaryFor({ fused: read('fused'), plain: read('plain') });
  const arena = createArena();
  const kernels = loadKernels(binary, arena.memory);
  const threads = availableParallelism();
  if (threads === 1) return alone(kernels, arena);
  const { crew, invitations } = lead(kernels, arena, threads);
  for (const invitation of invitations) {
    const follower = new Worker(new URL('follower.js', import.meta.url), {
      workerData: { invitation, binary },
    });
    await once(follower, 'message');
    // It never ends by itself, and is not to keep this process from ending.
    follower.unref();
  }
  return crew;
}

/** A build of the kernels. The bundle lies in dist/bench/projector. */
const read = (name: string): Uint8Array =>
  readFileSync(new URL(`../../kernels/${name}.wasm`, import.meta.url));
