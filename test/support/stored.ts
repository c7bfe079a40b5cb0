import type { Arena } from '#core/kernels/arena.ts';
import { residentMatrix, type StoredMatrix } from '#core/kernels/storedMatrix.ts';

/** A matrix, given as rows, in the kernels' memory: in float32 or float64. */
export function store(
  arena: Arena,
  rows: readonly (readonly number[])[],
  type: 'f64' | 'f32' = 'f64',
): StoredMatrix {
  const [d, m] = [rows.length, rows[0]?.length ?? 0];
  const Entries = type === 'f64' ? Float64Array : Float32Array;
  const at = arena.take(d * m * Entries.BYTES_PER_ELEMENT);
  new Entries(arena.memory.buffer, at, d * m).set(rows.flat());
  return residentMatrix(at, d, m, type);
}
