import type { Kernels, Pointer } from '../types.ts';
import { dot } from './dot.ts';
import { factorKernels } from './factors.ts';
import { panelKernels } from './panels.ts';
import { streamKernels } from './stream.ts';

/** The kernels in plain TypeScript, over the same memory layout: the reference in tests, and the fallback. */
export function createTwin(memory: WebAssembly.Memory): Kernels {
  const f64 = (at: Pointer, n: number): Float64Array => new Float64Array(memory.buffer, at, n);
  return {
    ...factorKernels(memory),
    ...panelKernels(memory),
    ...streamKernels(memory),
    isFused: () => 0,
    dot: (a, b, n) => dot(f64(a, n), f64(b, n)),
  };
}
