import { typeOf } from '../dtype.ts';
import type { Kernels, Pointer } from '../types.ts';
import { pack } from './pack.ts';
import { reader } from './stored.ts';
import { tile } from './tile.ts';

type PanelKernels = Pick<
  Kernels,
  'widen' | 'pack64' | 'pack32' | 'tile4x4' | 'tile4x8' | 'tile6x4' | 'tile6x8'
>;

/** The twin's kernels on stored entries and packed strips, over a memory. */
export function panelKernels(memory: WebAssembly.Memory): PanelKernels {
  const f64 = (at: Pointer, n: number): Float64Array => new Float64Array(memory.buffer, at, n);
  const f32 = (at: Pointer, n: number): Float32Array => new Float32Array(memory.buffer, at, n);
  const packer =
    (strips: typeof f64 | typeof f32): Kernels['pack64'] =>
    (to, from, type, lead, transposed, k, m, width, scales) => {
      const read = reader(memory.buffer, typeOf(type), from);
      const factors = scales ? f64(scales, m) : null;
      const entries = Math.ceil(m / width) * k * width;
      pack(strips(to, entries), read, { lead, transposed, k, m }, width, factors);
    };
  const tiler =
    (strip: typeof f64 | typeof f32, rows: number, columns: number): Kernels['tile4x4'] =>
    (c, ldc, a, b, k) => {
      const sums = f64(c, (rows - 1) * ldc + columns);
      tile(sums, ldc, strip(a, k * rows), strip(b, k * columns), rows, columns);
    };
  return {
    widen(to, from, type, n) {
      const read = reader(memory.buffer, typeOf(type), from);
      f64(to, n).forEach((_, i, wide) => {
        wide[i] = read(i);
      });
    },
    pack64: packer(f64),
    pack32: packer(f32),
    tile4x4: tiler(f64, 4, 4),
    tile6x4: tiler(f64, 6, 4),
    tile4x8: tiler(f32, 4, 8),
    tile6x8: tiler(f32, 6, 8),
  };
}
