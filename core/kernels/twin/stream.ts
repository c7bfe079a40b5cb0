import { typeOf } from '../dtype.ts';
import type { StreamKernels } from '../streamKernels.ts';
import type { Pointer } from '../types.ts';
import {
  addTransposed,
  columnStatistics,
  type Entry,
  normalPass32,
  pairDots,
  residualDouble,
  residualPass,
  transposedDouble,
} from './passes.ts';
import { reader } from './stored.ts';

/** The twin's passes over a stored matrix, over a memory. */
export function streamKernels(memory: WebAssembly.Memory): StreamKernels {
  const f64 = (at: Pointer, n: number): Float64Array => new Float64Array(memory.buffer, at, n);
  const f32 = (at: Pointer, n: number): Float32Array => new Float32Array(memory.buffer, at, n);
  const entries = (from: Pointer, type: number, lead: number): Entry => {
    const read = reader(memory.buffer, typeOf(type), from);
    return (i, j) => read(i * lead + j);
  };
  return {
    addTransposed: (from, type, lead, k, m, r, s, count) =>
      addTransposed(entries(from, type, lead), f64(r, k * count), f64(s, m * count), m, count),
    residualPass: (from, type, lead, k, m, z, r, s) =>
      residualPass(entries(from, type, lead), f64(z, m), f64(r, k), f64(s, m)),
    normalPass32: (from, type, lead, k, m, p, s) =>
      normalPass32(entries(from, type, lead), k, f32(p, m), f32(s, m)),
    residualDouble: (from, type, lead, k, m, z, r) =>
      residualDouble(entries(from, type, lead), f64(z, m), f64(r, k)),
    transposedDouble: (from, type, lead, k, m, r, s, t) =>
      transposedDouble(entries(from, type, lead), f64(r, k), f64(s, m), f64(t, m)),
    columnStatistics: (from, type, lead, k, m, largest, squares) =>
      columnStatistics(entries(from, type, lead), k, f64(largest, m), f64(squares, m)),
    pairDots: (base, source, type, lead, k, d, x, count, out) =>
      pairDots(
        entries(base, type, lead),
        entries(source, type, lead),
        f64(x, count * d),
        d,
        f64(out, k * (2 * count + 1)),
      ),
    transposeStored(from, ldf, to, ldt, bytes, rows, columns) {
      const stored = new Uint8Array(memory.buffer);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const entry = from + (i * ldf + j) * bytes;
          stored.copyWithin(to + (j * ldt + i) * bytes, entry, entry + bytes);
        }
      }
    },
  };
}
