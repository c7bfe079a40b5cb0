import type { Crew } from '#core/kernels/crew.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { type Passes, passesOver } from '#core/kernels/passes.ts';
import { residentMatrix, type StoredMatrix } from '#core/kernels/storedMatrix.ts';
import { readNpy } from './npy.ts';

/** A W in memory, as the projector takes it. */
export function readMatrix({ arena }: Crew, path: string, type: StoredType = 'f32'): StoredMatrix {
  const { at, rows, columns } = readNpy(arena, path);
  return residentMatrix(at, rows, columns, type);
}

/** The vectors of some `.npy` files of one row of float32. */
export function readVectors({ arena }: Crew, paths: readonly string[]): number[][] {
  return paths.map((path) => {
    const { at, columns } = readNpy(arena, path);
    return Array.from(arena.f32(at, columns));
  });
}

/** `x W` for each of some vectors x of length d, in one pass. */
export function images(
  crew: Crew,
  matrix: StoredMatrix,
  vectors: readonly (readonly number[])[],
  passes: Passes = passesOver(crew, matrix),
): Float64Array[] {
  const { arena } = crew;
  const { d, m } = matrix;
  const count = vectors.length;
  return arena.scope(() => {
    const r = arena.take(8 * d * count);
    const s = arena.take(8 * m * count);
    const entries = arena.f64(r, d * count);
    for (const [c, vector] of vectors.entries()) {
      for (let i = 0; i < d; i++) entries[i * count + c] = vector[i] as number;
    }
    passes.transposed(r, s, count);
    return vectors.map((_, c) => arena.f64(s + 8 * c * m, m).slice());
  });
}

/** `W z`, length d. */
export function times(crew: Crew, matrix: StoredMatrix, z: readonly number[]): number[] {
  const { arena } = crew;
  const { d, m } = matrix;
  return arena.scope(() => {
    const [r, s, minus] = [d, m, m].map((n) => arena.take(8 * n)) as [number, number, number];
    arena.f64(r, d).fill(0);
    arena.f64(minus, m).set(z.map((x) => -x));
    passesOver(crew, matrix).residual(minus, r, s);
    return Array.from(arena.f64(r, d));
  });
}
