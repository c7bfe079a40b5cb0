import { pairDots } from '#core/kernels/pairDots.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { pairScalars as scalarsOf } from '#core/pairs/scalars.ts';
import { storedColumnSpace } from '#core/projector/gram/storedColumnSpace.ts';
import { images, readMatrix, readVectors, times } from './matrix.ts';
import { openNpy } from './npy.ts';
import type { Step } from './step.ts';

/** Every scalar of every pair under the sum of the outputs, from files; the root mean square of the missing effect. */
export const pairScalars: Step = (crew, folder) => {
  const w = readMatrix(crew, `${folder}/W.npy`);
  const [v] = readVectors(crew, [`${folder}/v.npy`]) as [number[]];
  const parts = storedColumnSpace(crew, w).projector({ kind: 'storage' }).parts(v);
  const sumOf = (x: Float64Array): number => x.reduce((sum, entry) => sum + entry, 0);
  const [gain, gainRow, gainNull] = images(crew, w, [v, parts.row, parts.null]).map(sumOf) as [
    number,
    number,
    number,
  ];
  const weights = times(crew, w, Array(w.m).fill(1));
  return () => {
    const base = openNpy(crew.arena, `${folder}/b.npy`);
    const source = openNpy(crew.arena, `${folder}/s.npy`);
    const n = base.rows;
    const stored = { n, d: w.d, type: 'f32', base: base.read, source: source.read } as const;
    const dots = pairDots(crew, stored, [v, parts.row, weights]);
    const gains = { v: [gain], row: [gainRow], null: [gainNull] };
    const norms = { row: norm2(parts.row), null: norm2(parts.null) };
    const { illusion } = scalarsOf(dots, n, 1, gains, norms);
    base.close();
    source.close();
    return norm2(illusion) / Math.sqrt(n);
  };
};
