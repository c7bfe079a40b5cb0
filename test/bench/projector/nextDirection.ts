import { norm2 } from '#core/linalg/norm.ts';
import { readNpy } from './npy.ts';
import { factor, split } from './split.ts';
import { type Step, startKernels } from './step.ts';

/** v_row and v_null of another direction, for a W in memory with its factor; the norm of v_row. */
export const nextDirection: Step = (folder) => {
  const { kernels, arena } = startKernels();
  const w = readNpy(arena, `${folder}/W.npy`);
  const { at, columns: d } = readNpy(arena, `${folder}/v.npy`);
  const v = Float64Array.from(new Float32Array(arena.memory.buffer, at, d));
  const l = factor(kernels, arena, w);
  return () => norm2(split(kernels, arena, w, l, v));
};
