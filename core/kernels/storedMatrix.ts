import type { Arena } from './arena.ts';
import { FORMATS, type StoredType } from './dtype.ts';
import type { Pointer } from './types.ts';

/** Consecutive rows of a matrix in the kernels' memory, row-major without gaps. */
export interface Slab {
  readonly at: Pointer;
  /** The number of its first row in the matrix. */
  readonly first: number;
  readonly rows: number;
}

/** A d × m matrix in the type in which it was stored, read slab by slab from its first row to its last. */
export interface StoredMatrix {
  readonly d: number;
  readonly m: number;
  readonly type: StoredType;
  /** Calls `use` with every slab in order. A slab is valid until `use` returns. */
  eachSlab(use: (slab: Slab) => void): void;
}

/** A matrix that lies in the kernels' memory whole. */
export function residentMatrix(at: Pointer, d: number, m: number, type: StoredType): StoredMatrix {
  return { d, m, type, eachSlab: (use) => use({ at, first: 0, rows: d }) };
}

/** Reads rows `first`, …, `first + rows − 1` in the stored type to pointer `to`. Throws where it cannot. */
export type ReadRows = (to: Pointer, first: number, rows: number) => void;

/** Bytes of a slab of a streamed matrix: small beside the Gram matrix, large beside the cost of a read. */
const SLAB = 16 * 1024 * 1024;

/** A matrix larger than the memory for it: every pass reads it again, slab by slab, into room of the arena. */
export function streamedMatrix(
  arena: Arena,
  read: ReadRows,
  { d, m, type }: Pick<StoredMatrix, 'd' | 'm' | 'type'>,
  slab = SLAB,
): StoredMatrix {
  const row = m * FORMATS[type].bytes;
  const most = Math.max(1, Math.floor(slab / row));
  return {
    d,
    m,
    type,
    eachSlab: (use) =>
      arena.scope(() => {
        const at = arena.take(most * row);
        for (let first = 0; first < d; first += most) {
          const rows = Math.min(most, d - first);
          read(at, first, rows);
          use({ at, first, rows });
        }
      }),
  };
}
