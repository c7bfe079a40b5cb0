import { readFileSync } from 'node:fs';
import { type Arena, createArena } from '#core/kernels/arena.ts';
import { binaryFor, loadKernels } from '#core/kernels/load.ts';
import type { Kernels } from '#core/kernels/types.ts';

/** Makes ready what a step may have before it on a folder of data: what it returns is measured, and returns a value. */
export type Step = (folder: string) => () => number;

/** The kernels that `npm run build` made, over a fresh memory. */
export function startKernels(): { readonly kernels: Kernels; readonly arena: Arena } {
  // The bundle lies in dist/bench/projector.
  const read = (name: string): Uint8Array =>
    readFileSync(new URL(`../../kernels/${name}.wasm`, import.meta.url));
  const arena = createArena();
  const binary = binaryFor({ fused: read('fused'), plain: read('plain') });
  return { kernels: loadKernels(binary, arena.memory), arena };
}
