import { norm2 } from '#core/linalg/norm.ts';
import { storedColumnSpace } from '#core/projector/gram/storedColumnSpace.ts';
import { readMatrix, readVectors } from './matrix.ts';
import type { Step } from './step.ts';

/** v_row and v_null of another direction, for a W in memory with its factor; the norm of v_row. */
export const nextDirection: Step = (crew, folder) => {
  const w = readMatrix(crew, `${folder}/W.npy`);
  const [v] = readVectors(crew, [`${folder}/v.npy`]) as [number[]];
  const projector = storedColumnSpace(crew, w).projector({ kind: 'storage' });
  return () => norm2(projector.parts(v).row);
};
