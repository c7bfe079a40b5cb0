import type { Crew, Task } from './crew.ts';
import { columnsOf, type Panel, panelArgs, panelOf, type Range, rowsOf } from './panel.ts';
import { addTiles, packStrips, stripBytes, type Target, type Tile, tileOf } from './tiles.ts';
import type { Pointer } from './types.ts';

/** Rows that are packed at a time: a strip of them stays in the first-level cache. */
const SLICE = 256;

/** Columns that a thread packs at a time: a multiple of every width of a strip. */
const CHUNK = 192;

/** Rows of C that a thread computes at a time: a multiple of this, of which every tile's height is a divisor. */
const HEIGHT = 48;

/** About so many pieces a product is cut into: enough for several threads to end at about the same time. */
const PIECES = 32;

/**
 * `C += Aᵀ B` for panels A (k × m) and B (k × n), where C is m × n. Takes room for a slice of both panels from
 * the arena, and gives it back: 4 kB for each column with float64 tiles, half of it with float32 tiles.
 */
export function addProduct(crew: Crew, tile: Tile, a: Panel, b: Panel, c: Target): void {
  addSlices(crew, tile, a, b, c, false);
}

/**
 * `G += PᵀP` on and below the diagonal of the m × m matrix G, for a panel P (k × m). What is above the diagonal
 * is left, or changed within the tiles that the diagonal crosses: `mirror` fills it. Takes as much room from the
 * arena as `addProduct`, or half of it for square tiles.
 */
export function addGram(crew: Crew, tile: Tile, panel: Panel, g: Target): void {
  addSlices(crew, tile, panel, panel, g, true);
}

/** Slice by slice: all threads pack it, then all of them multiply. */
function addSlices(crew: Crew, tile: Tile, left: Panel, right: Panel, c: Target, lower: boolean): void {
  const [m, n] = [left.columns, right.columns];
  const height = HEIGHT * Math.max(1, Math.ceil(m / (HEIGHT * PIECES)));
  for (let first = 0; first < left.rows; first += SLICE) {
    const slice = { first, end: Math.min(left.rows, first + SLICE) };
    crew.arena.scope(() => {
      const b = packed(crew, tile, rowsOf(right, slice), tile.columns);
      const same = left === right && tile.rows === tile.columns;
      const a = same ? b : packed(crew, tile, rowsOf(left, slice), tile.rows);
      const k = slice.end - slice.first;
      const product = [tile.code, a, b, k, c.at, c.lead, m, n, height, Number(lower)];
      crew.run('addTileRows', Math.ceil(m / height), product);
    });
  }
}

/** The strips of a panel, in a block of the arena. */
function packed(crew: Crew, tile: Tile, panel: Panel, width: number): Pointer {
  const to = crew.arena.take(stripBytes(tile, panel, width));
  crew.run('packChunk', Math.ceil(panel.columns / CHUNK), [tile.code, width, to, ...panelArgs(panel)]);
  return to;
}

/** Chunk `item` of the range 0, …, n − 1. */
const chunk = (item: number, size: number, n: number): Range => ({
  first: item * size,
  end: Math.min(n, (item + 1) * size),
});

/** Packs a chunk of a panel's columns. */
export const packChunk: Task = ({ kernels }, item, [code, width, to, ...rest]) => {
  const tile = tileOf(code as number);
  const panel = panelOf(rest);
  const columns = chunk(item, CHUNK, panel.columns);
  const at = (to as number) + columns.first * panel.rows * tile.bytes;
  packStrips(kernels, at, tile, columnsOf(panel, columns), width as number);
};

/** Adds the products in some rows of C. */
export const addTileRows: Task = ({ kernels, arena }, item, args) => {
  const [code, a, b, k, at, lead, m, n, height, lower] = args as ProductArgs;
  const tile = tileOf(code);
  const rows = chunk(item, height, m);
  const strips = { a: a + rows.first * k * tile.bytes, b, k };
  const columns = lower ? Math.min(n, rows.end) : n;
  addTiles(kernels, arena, tile, strips, { at, lead }, rows, columns, lower === 1);
};

type ProductArgs = readonly [
  code: number,
  a: Pointer,
  b: Pointer,
  k: number,
  at: Pointer,
  lead: number,
  m: number,
  n: number,
  height: number,
  lower: number,
];

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
