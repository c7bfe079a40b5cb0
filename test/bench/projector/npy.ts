import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Arena } from '#core/kernels/arena.ts';
import type { ReadRows } from '#core/kernels/storedMatrix.ts';
import type { Pointer } from '#core/kernels/types.ts';

/** A matrix in the kernels' memory, row-major, in the type that its file has. */
export interface ReadMatrix {
  readonly at: Pointer;
  readonly rows: number;
  readonly columns: number;
}

/** Reads a two-dimensional `.npy` file in C order, version 1, as `data.py` writes it, straight into the arena. */
export function readNpy(arena: Arena, path: string): ReadMatrix {
  const file = openSync(path, 'r');
  try {
    const { start, rows, columns } = headerOf(file, path);
    const size = fstatSync(file).size - start;
    const at = arena.take(size);
    readInto(file, new Uint8Array(arena.memory.buffer, at, size), start);
    return { at, rows, columns };
  } finally {
    closeSync(file);
  }
}

/** Where the entries begin, and the shape. */
function headerOf(file: number, path: string): { start: number; rows: number; columns: number } {
  const head = Buffer.alloc(10);
  readSync(file, head, 0, 10, 0);
  const start = 10 + head.readUInt16LE(8);
  const header = Buffer.alloc(start - 10);
  readSync(file, header, 0, header.length, 10);
  const shape = /'shape': \((\d+), (\d+)\)/.exec(header.toString('latin1'));
  if (!shape) throw new Error(`${path}: cannot read ${header}`);
  return { start, rows: Number(shape[1]), columns: Number(shape[2]) };
}

function readInto(file: number, bytes: Uint8Array, from: number): void {
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(file, bytes, done, bytes.length - done, from + done);
    if (read === 0) throw new Error('The file ends too early.');
    done += read;
  }
}

/** A file that is read by ranges of its rows. */
export interface OpenFile {
  readonly rows: number;
  readonly read: ReadRows;
  close(): void;
}

/** Opens such a file of float32. */
export function openNpy(arena: Arena, path: string): OpenFile {
  const file = openSync(path, 'r');
  const { start, rows, columns } = headerOf(file, path);
  return {
    rows,
    read: (to, first, count) =>
      readInto(
        file,
        new Uint8Array(arena.memory.buffer, to, 4 * count * columns),
        start + 4 * first * columns,
      ),
    close: () => closeSync(file),
  };
}
