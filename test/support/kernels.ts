import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { type Arena, createArena } from '#core/kernels/arena.ts';
import { loadKernels } from '#core/kernels/load.ts';
import { createTwin } from '#core/kernels/twin/twin.ts';
import type { Kernels } from '#core/kernels/types.ts';

// Engines before V8 11.4 have relaxed SIMD behind this flag; later ones ignore it.
setFlagsFromString('--experimental-wasm-relaxed-simd');

/** The two builds of the kernels. */
export type BuildName = 'plain' | 'fused';

/** The binary of a build. */
export const read = (name: BuildName): Uint8Array =>
  readFileSync(new URL(`../../dist/kernels/${name}.wasm`, import.meta.url));

/** The builds that this engine runs, by name: both wherever relaxed SIMD can be had. */
export const builds = (['plain', 'fused'] as const).filter((name) =>
  WebAssembly.validate(read(name) as Uint8Array<ArrayBuffer>),
);

/** A build and its twin over one memory: what one writes the other reads. */
export function kernelsAndTwin(name: BuildName): {
  readonly arena: Arena;
  readonly kernels: Kernels;
  readonly twin: Kernels;
} {
  const arena = createArena();
  return { arena, kernels: loadKernels(read(name), arena.memory), twin: createTwin(arena.memory) };
}
