import type { Arena } from './arena.ts';
import { columnsOf, type Panel, type Range, rowsOf } from './panel.ts';
import { addTiles, packStrips, type Target, type Tile } from './tiles.ts';
import type { Kernels } from './types.ts';

/** Rows that are packed at a time: a strip of them stays in the first-level cache. */
const SLICE = 256;

/** How many rows of tiles an m-row product has: they can be shared among threads. */
export const tileRows = (tile: Tile, m: number): number => Math.ceil(m / tile.rows);

/** The matrix rows of a range of tile rows. */
const matrixRows = (tile: Tile, m: number, { first, end }: Range): Range => ({
  first: Math.min(m, first * tile.rows),
  end: Math.min(m, end * tile.rows),
});

/** Calls `use` with ranges of at most `SLICE` rows, within a scope of the arena. */
function eachSlice(arena: Arena, rows: number, use: (slice: Range) => void): void {
  for (let first = 0; first < rows; first += SLICE) {
    arena.scope(() => use({ first, end: Math.min(rows, first + SLICE) }));
  }
}

/**
 * `C += Aᵀ B` for panels A (k × m) and B (k × n), where C is m × n; in the given tile rows of C alone, or in
 * all. Takes room for a slice of both panels from the arena, and gives it back.
 */
export function addProduct(
  kernels: Kernels,
  arena: Arena,
  tile: Tile,
  a: Panel,
  b: Panel,
  c: Target,
  range: Range = { first: 0, end: tileRows(tile, a.columns) },
): void {
  const rows = matrixRows(tile, a.columns, range);
  const needed = columnsOf(a, rows);
  eachSlice(arena, a.rows, (slice) => {
    const strips = {
      a: packStrips(kernels, arena, tile, rowsOf(needed, slice), tile.rows),
      b: packStrips(kernels, arena, tile, rowsOf(b, slice), tile.columns),
      k: slice.end - slice.first,
    };
    addTiles(kernels, arena, tile, strips, c, rows, b.columns, false);
  });
}

/**
 * `G += PᵀP` on and below the diagonal of the m × m matrix G, for a panel P (k × m); in the given tile rows of G
 * alone, or in all. What is above the diagonal is left, or changed within the tiles that the diagonal crosses:
 * `mirror` fills it. Takes room for a slice of the panel from the arena, and gives it back.
 */
export function addGram(
  kernels: Kernels,
  arena: Arena,
  tile: Tile,
  panel: Panel,
  g: Target,
  range: Range = { first: 0, end: tileRows(tile, panel.columns) },
): void {
  const rows = matrixRows(tile, panel.columns, range);
  const right = columnsOf(panel, { first: 0, end: rows.end });
  const left = columnsOf(panel, rows);
  // The strips of the left side are among those of the right where the widths agree.
  const same = tile.rows === tile.columns;
  eachSlice(arena, panel.rows, (slice) => {
    const k = slice.end - slice.first;
    const b = packStrips(kernels, arena, tile, rowsOf(right, slice), tile.columns);
    const a = same
      ? b + rows.first * k * tile.bytes
      : packStrips(kernels, arena, tile, rowsOf(left, slice), tile.rows);
    addTiles(kernels, arena, tile, { a, b, k }, g, rows, rows.end, true);
  });
}

/** Side of the blocks that are mirrored at a time, so that both stay in the first-level cache. */
const MIRROR = 32;

/** Copies what is below the diagonal of an m × m row-major matrix to above it. */
export function mirror(g: Float64Array, m: number, lead = m): void {
  for (let top = 0; top < m; top += MIRROR) {
    for (let left = 0; left <= top; left += MIRROR) {
      for (let i = top; i < Math.min(m, top + MIRROR); i++) {
        for (let j = left; j < Math.min(i, left + MIRROR); j++) g[j * lead + i] = g[i * lead + j] as number;
      }
    }
  }
}
