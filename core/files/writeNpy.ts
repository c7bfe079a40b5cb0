import type { Matrix } from '#core/linalg/matrix.ts';
import { NPY_MAGIC } from './npy.ts';

/** Entries begin at a multiple of this (NEP 1). */
const ALIGNMENT = 64;

/** The bytes of an `.npy` file (version 1) of a float64 matrix, row by row. */
export function writeNpy({ rows, cols, data }: Matrix): Uint8Array {
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`;
  const length = Math.ceil((10 + text.length + 1) / ALIGNMENT) * ALIGNMENT - 10;
  const bytes = new Uint8Array(10 + length + 8 * data.length);
  bytes.set([...NPY_MAGIC, 1, 0, length & 0xff, length >> 8]);
  const header = `${text.padEnd(length - 1)}\n`;
  for (let i = 0; i < length; i++) bytes[10 + i] = header.charCodeAt(i);
  writeNumbers(bytes, 10 + length, data);
  return bytes;
}

/** Puts numbers into bytes as little-endian float64 from a place on. */
export function writeNumbers(bytes: Uint8Array, at: number, numbers: ArrayLike<number>): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < numbers.length; i++) view.setFloat64(at + 8 * i, numbers[i] as number, true);
}
