import { readFileSync } from 'node:fs';

/** An array from a `.npy` file: its shape, and its entries as float64 in C order. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** Reads a little-endian float32 or float64 `.npy` file in C order, as the fixtures are. Throws on any other. */
export function readNpy(path: string | URL): NpyArray {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 0, 6) !== '\x93NUMPY') throw new Error(`${path}: not a .npy file`);
  const wide = bytes[6] !== 1;
  const start = wide ? 12 : 10;
  const length = wide ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', start, start + length);
  const type = /'descr': '<f([48])'/.exec(header)?.[1];
  const dims = /'shape': \(([^)]*)\)/.exec(header)?.[1];
  if (!type || dims === undefined || !header.includes("'fortran_order': False")) {
    throw new Error(`${path}: cannot read ${header}`);
  }
  const shape = dims
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  const count = shape.reduce((product, n) => product * n, 1);
  const body = start + length;
  const data = Float64Array.from({ length: count }, (_, i) =>
    type === '4' ? bytes.readFloatLE(body + 4 * i) : bytes.readDoubleLE(body + 8 * i),
  );
  return { shape, data };
}

/** The rows of a 1- or 2-dimensional `.npy` file; a vector is one row. */
export function readNpyRows(path: string | URL): number[][] {
  const { shape, data } = readNpy(path);
  const cols = shape.at(-1) ?? 1;
  return Array.from({ length: data.length / cols }, (_, i) =>
    Array.from(data.subarray(i * cols, (i + 1) * cols)),
  );
}
