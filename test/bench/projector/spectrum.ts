import { spectrumOf } from '#core/projector/gram/spectrum.ts';
import { readMatrix } from './matrix.ts';
import type { Step } from './step.ts';

/** The singular values of a W in memory, in float64; their sum. */
export const spectrum: Step = (crew, folder) => {
  const w = readMatrix(crew, `${folder}/W.npy`);
  return () => spectrumOf(crew, w).values.reduce((sum, x) => sum + x, 0);
};
