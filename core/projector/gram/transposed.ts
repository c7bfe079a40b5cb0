import type { Crew } from '#core/kernels/crew.ts';
import { FORMATS } from '#core/kernels/dtype.ts';
import { residentMatrix, type StoredMatrix } from '#core/kernels/storedMatrix.ts';

/** The transpose of a stored matrix in the same type, in room of the arena that is kept. */
export function transposed({ arena, kernels }: Crew, matrix: StoredMatrix): StoredMatrix {
  const { d, m, type } = matrix;
  const { bytes } = FORMATS[type];
  const to = arena.take(d * m * bytes);
  matrix.eachSlab(({ at, first, rows }) =>
    kernels.transposeStored(at, m, to + first * bytes, d, bytes, rows, m),
  );
  return residentMatrix(to, m, d, type);
}
