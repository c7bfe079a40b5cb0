import { readNpy, type StoredMatrix } from './npy.ts';
import { factor, split, transposedTimes } from './split.ts';
import type { Step } from './step.ts';

/** Load, v_row by the factor of `WᵀW` with refinement, every output; the sum of the missing effect. */
export const certified: Step = (crew, folder) => {
  const { arena } = crew;
  const vector = ({ at, columns }: StoredMatrix): Float64Array =>
    Float64Array.from(new Float32Array(arena.memory.buffer, at, columns));
  return () =>
    arena.scope(() => {
      const w = readNpy(arena, `${folder}/W.npy`);
      const [v, b, s] = ['v', 'b', 's'].map((name) => vector(readNpy(arena, `${folder}/${name}.npy`))) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const vRow = split(crew, w, factor(crew, w), v);
      return outputs(transposedTimes(arena, w, [b, s, v, vRow]), v, vRow, b, s);
    });
};

/**
 * The seven outputs and the three effects of the notebook, each a combination of the images of b, s, v and v_row;
 * the sum of the missing effect.
 */
function outputs(
  images: readonly Float64Array[],
  v: Float64Array,
  vRow: Float64Array,
  b: Float64Array,
  s: Float64Array,
): number {
  const [outB, outS, outV, outRow] = images as [Float64Array, Float64Array, Float64Array, Float64Array];
  const vNull = v.map((x, i) => x - (vRow[i] as number));
  const outNull = outV.map((x, j) => x - (outRow[j] as number));
  const delta = s.map((x, i) => x - (b[i] as number));
  const patched = (x: Float64Array, image: Float64Array, squared = 1): Float64Array => {
    const alpha = dot(delta, x) / squared;
    return outB.map((out, j) => out + alpha * (image[j] as number));
  };
  const outDas = patched(v, outV);
  const row = patched(vRow, outRow);
  const all = [
    outB,
    outS,
    outDas,
    row,
    patched(vNull, outNull),
    patched(vRow, outRow, dot(vRow, vRow)),
    patched(vNull, outNull, dot(vNull, vNull)),
  ];
  const illusion = row.map((x, j) => x - (outDas[j] as number));
  const missing = outDas.map((x, j) => x - (row[j] as number));
  const composite = row.map((x, j) => x + (missing[j] as number) - (outDas[j] as number));
  const sums = [...all, illusion, missing, composite].map((out) => out.reduce((sum, x) => sum + x, 0));
  return Math.abs(sums.at(-2) as number);
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
