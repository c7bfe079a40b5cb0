import { passesOver } from '#core/kernels/passes.ts';
import { equilibrate } from '#core/projector/gram/equilibration.ts';
import { firstAnswer as answer } from '#core/projector/gram/firstAnswer.ts';
import { images, readMatrix, readVectors } from './matrix.ts';
import { outputs } from './outputs.ts';
import type { Step } from './step.ts';

/** Load, v_row by conjugate gradients with an estimate of its error, every output; the sum of the missing effect. */
export const firstAnswerOf =
  (file: string, type: 'f32' | 'bf16'): Step =>
  (crew, folder) =>
  () =>
    crew.arena.scope(() => {
      const w = readMatrix(crew, `${folder}/${file}`, type);
      const [v, b, s] = readVectors(
        crew,
        ['v', 'b', 's'].map((name) => `${folder}/${name}.npy`),
      ) as [number[], number[], number[]];
      const passes = passesOver(crew, w);
      const found = answer(crew, passes, equilibrate(crew, passes, w.m), v);
      if (!found) throw new Error('The first answer was not good enough to show.');
      return outputs(images(crew, w, [b, s, v, found.row], passes), v, found.row, b, s);
    });
