import type { Arena } from './arena.ts';
import { FORMATS } from './dtype.ts';
import type { Panel, Range } from './panel.ts';
import type { Kernels, Pointer } from './types.ts';

/** A register tile: the block of a product that one call of a kernel computes. */
export interface Tile {
  /** Its number in the arguments of a task. */
  readonly code: number;
  readonly kernel: 'tile4x4' | 'tile4x8' | 'tile6x4' | 'tile6x8';
  readonly pack: 'pack64' | 'pack32';
  readonly rows: number;
  readonly columns: number;
  /** Bytes per packed entry. */
  readonly bytes: number;
}

/**
 * The tiles by name: those that sum in float64, and those that sum up to 256 products in float32. The large ones
 * are faster by a twentieth where V8 keeps their sums in registers: from version 12 on, in the fused build. In
 * every other case they take nearly twice the time of the small ones.
 */
export const TILES = {
  double: { code: 0, kernel: 'tile6x4', pack: 'pack64', rows: 6, columns: 4, bytes: 8 },
  doubleSmall: { code: 1, kernel: 'tile4x4', pack: 'pack64', rows: 4, columns: 4, bytes: 8 },
  single: { code: 2, kernel: 'tile6x8', pack: 'pack32', rows: 6, columns: 8, bytes: 4 },
  singleSmall: { code: 3, kernel: 'tile4x8', pack: 'pack32', rows: 4, columns: 8, bytes: 4 },
} as const satisfies Record<string, Tile>;

/** The tiles that a build of the kernels runs best, for sums in float64 and in float32. */
export const bestTiles = (kernels: Kernels): { readonly double: Tile; readonly single: Tile } =>
  kernels.isFused()
    ? { double: TILES.double, single: TILES.single }
    : { double: TILES.doubleSmall, single: TILES.singleSmall };

/** The tile with a code. */
export const tileOf = (code: number): Tile => Object.values(TILES)[code] as Tile;

/** A row-major float64 matrix that is added to. */
export interface Target {
  readonly at: Pointer;
  /** Entries from one row to the next. */
  readonly lead: number;
}

/** Bytes of the strips of a panel. */
export const stripBytes = (tile: Tile, { rows, columns }: Panel, width: number): number =>
  Math.ceil(columns / width) * width * rows * tile.bytes;

/** Packs a panel into strips of `width` columns at `to`, as `Kernels.pack64`. */
export function packStrips(kernels: Kernels, to: Pointer, tile: Tile, panel: Panel, width: number): void {
  const { from, type, lead, transposed, rows, columns, scales } = panel;
  kernels[tile.pack](to, from, FORMATS[type].code, lead, transposed, rows, columns, width, scales);
}

/** Two packed panels of k rows: `a` begins with column `rows.first` of the left one, `b` with column 0. */
export interface Strips {
  readonly a: Pointer;
  readonly b: Pointer;
  readonly k: number;
}

/** Columns whose strips stay in the second-level cache while the tiles' rows pass by: a multiple of 4 and 8. */
const BLOCK = 512;

/**
 * `C += Aᵀ B` tile by tile, in the rows of C in a range and columns 0, …, `columns − 1`; where `lower`, only in
 * the tiles that reach the diagonal or lie below it. The range begins at a tile.
 */
export function addTiles(
  kernels: Kernels,
  arena: Arena,
  tile: Tile,
  { a, b, k }: Strips,
  c: Target,
  rows: Range,
  columns: number,
  lower: boolean,
): void {
  const place = (i: number, j: number): Pointer => c.at + 8 * (i * c.lead + j);
  const edge = arena.take(8 * tile.rows * tile.columns);
  for (let block = 0; block < columns; block += BLOCK) {
    const blockEnd = Math.min(columns, block + BLOCK);
    for (let i = rows.first; i < rows.end; i += tile.rows) {
      const end = lower ? Math.min(blockEnd, i + tile.rows) : blockEnd;
      const left = a + (i - rows.first) * k * tile.bytes;
      const height = Math.min(tile.rows, rows.end - i);
      for (let j = block; j < end; j += tile.columns) {
        const right = b + j * k * tile.bytes;
        const width = Math.min(tile.columns, columns - j);
        if (height === tile.rows && width === tile.columns) {
          kernels[tile.kernel](place(i, j), c.lead, left, right, k);
        } else {
          const sums = arena.f64(edge, tile.rows * tile.columns).fill(0);
          kernels[tile.kernel](edge, tile.columns, left, right, k);
          addCorner(arena.f64(place(i, j), (height - 1) * c.lead + width), c.lead, sums, tile.columns, width);
        }
      }
    }
  }
}

/** Adds the part of a tile's sums that lies within the matrix. */
function addCorner(
  c: Float64Array, // as many rows as there are, up to the last row's last entry
  lead: number,
  sums: Float64Array, // rows × tileColumns
  tileColumns: number,
  width: number,
): void {
  for (let row = 0; row * lead < c.length; row++) {
    for (let j = 0; j < width; j++) {
      const at = row * lead + j;
      c[at] = (c[at] as number) + (sums[row * tileColumns + j] as number);
    }
  }
}
