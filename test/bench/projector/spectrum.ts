import { eigenvalues } from '#core/kernels/eigenvalues.ts';
import { readNpy } from './npy.ts';
import { gram } from './split.ts';
import type { Step } from './step.ts';

/** The singular values of a W in memory, in float64; their sum. */
export const spectrum: Step = (crew, folder) => {
  const { arena } = crew;
  const w = readNpy(arena, `${folder}/W.npy`);
  return () =>
    arena.scope(() => {
      const squares = eigenvalues(crew, gram(crew, w), w.columns);
      return squares.reduce((sum, x) => sum + Math.sqrt(Math.max(0, x)), 0);
    });
};
