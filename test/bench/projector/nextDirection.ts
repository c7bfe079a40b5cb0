import { norm2 } from '#core/linalg/norm.ts';
import { readNpy } from './npy.ts';
import { factor, split } from './split.ts';
import type { Step } from './step.ts';

/** v_row and v_null of another direction, for a W in memory with its factor; the norm of v_row. */
export const nextDirection: Step = (crew, folder) => {
  const { arena } = crew;
  const w = readNpy(arena, `${folder}/W.npy`);
  const { at, columns: d } = readNpy(arena, `${folder}/v.npy`);
  const v = Float64Array.from(new Float32Array(arena.memory.buffer, at, d));
  const l = factor(crew, w);
  return () => norm2(split(crew, w, l, v));
};
