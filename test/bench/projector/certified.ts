import { storedColumnSpace } from '#core/projector/gram/storedColumnSpace.ts';
import { images, readMatrix, readVectors } from './matrix.ts';
import { outputs } from './outputs.ts';
import type { Step } from './step.ts';

/** Load, v_row with its certificate, every output; the sum of the missing effect. */
export const certified: Step = (crew, folder) => () =>
  crew.arena.scope(() => {
    const w = readMatrix(crew, `${folder}/W.npy`);
    const [v, b, s] = readVectors(
      crew,
      ['v', 'b', 's'].map((name) => `${folder}/${name}.npy`),
    ) as [number[], number[], number[]];
    const { row, bound } = storedColumnSpace(crew, w, { quick: true })
      .projector({ kind: 'storage' })
      .parts(v);
    if (!(bound < 1e-12)) throw new Error(`The certificate says no more than ${bound}.`);
    return outputs(images(crew, w, [b, s, v, row]), v, row, b, s);
  });
