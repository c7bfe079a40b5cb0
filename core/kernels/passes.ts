import type { Crew, Hand } from './crew.ts';
import { FORMATS } from './dtype.ts';
import type { Slab, StoredMatrix } from './storedMatrix.ts';
import type { TaskName } from './tasks.ts';
import type { Pointer } from './types.ts';

/** Rows to one item: enough to be worth handing out, few enough that their sums stay accurate. */
const ROWS = 256;

/** What a pass over a matrix `W` (d × m) gives; vectors are float64, those of the outputs have m entries. */
export interface Passes {
  /** `S = Rᵀ W` for R d × count, its rows contiguous; S is count × m. */
  transposed(r: Pointer, s: Pointer, count?: number): void;
  /** `r ← r − W z`, then `s = Wᵀ r`, in one reading of W. */
  residual(z: Pointer, r: Pointer, s: Pointer): void;
  /** `r ← r − W z` in double-double arithmetic, rounded once. */
  residualDouble(z: Pointer, r: Pointer): void;
  /** `s = Wᵀ r` in double-double arithmetic, rounded once. */
  transposedDouble(r: Pointer, s: Pointer): void;
  /** `s = Wᵀ W p` and `‖W p‖²`, with W, p and s in float32 (m entries each). */
  normal32(p: Pointer, s: Pointer): number;
  /** The largest magnitude and the sum of squares of each column (m each); where the first non-finite entry is. */
  statistics(largest: Pointer, squares: Pointer): { readonly row: number; readonly column: number } | null;
}

/** What every task below is told of its slab before its own arguments. */
const slabArgs = ({ m, type }: StoredMatrix, { at, rows }: Slab): number[] => [
  at,
  FORMATS[type].code,
  FORMATS[type].bytes,
  rows,
  m,
];

/** The rows of an item: where they begin, and how many. */
interface Piece {
  readonly from: Pointer;
  readonly type: number;
  readonly first: number;
  readonly k: number;
  readonly m: number;
  readonly own: readonly number[];
}

function pieceOf(item: number, args: readonly number[]): Piece {
  const [at, type, bytes, rows, m, ...own] = args as [number, number, number, number, number, ...number[]];
  const first = item * ROWS;
  return { from: at + first * m * bytes, type, first, k: Math.min(ROWS, rows - first), m, own };
}

/** Each task sums into a place of its own for its item: the sums do not depend on who computes them. */
export const passTasks = {
  transposed({ kernels, arena }: Hand, item: number, args: readonly number[]): void {
    const { from, type, first, k, m, own } = pieceOf(item, args);
    const [r, partial, count] = own as [number, number, number];
    const s = partial + 8 * m * count * item;
    arena.f64(s, m * count).fill(0);
    kernels.addTransposed(from, type, m, k, m, r + 8 * first * count, s, count);
  },
  residual({ kernels, arena }: Hand, item: number, args: readonly number[]): void {
    const { from, type, first, k, m, own } = pieceOf(item, args);
    const [z, r, partial] = own as [number, number, number];
    const s = partial + 8 * m * item;
    arena.f64(s, m).fill(0);
    kernels.residualPass(from, type, m, k, m, z, r + 8 * first, s);
  },
  residualDouble({ kernels }: Hand, item: number, args: readonly number[]): void {
    const { from, type, first, k, m, own } = pieceOf(item, args);
    const [z, r] = own as [number, number];
    kernels.residualDouble(from, type, m, k, m, z, r + 8 * first);
  },
  transposedDouble({ kernels, arena }: Hand, item: number, args: readonly number[]): void {
    const { from, type, first, k, m, own } = pieceOf(item, args);
    const [r, partial] = own as [number, number];
    const s = partial + 16 * m * item;
    arena.f64(s, 2 * m).fill(0);
    kernels.transposedDouble(from, type, m, k, m, r + 8 * first, s, s + 8 * m);
  },
  normal32({ kernels, arena }: Hand, item: number, args: readonly number[]): void {
    const { from, type, k, m, own } = pieceOf(item, args);
    const [p, partial, squares] = own as [number, number, number];
    const s = partial + 4 * m * item;
    arena.f32(s, m).fill(0);
    arena.f64(squares + 8 * item, 1)[0] = kernels.normalPass32(from, type, m, k, m, p, s);
  },
  statistics({ kernels, arena }: Hand, item: number, args: readonly number[]): void {
    const { from, type, first, k, m, own } = pieceOf(item, args);
    const [partial, faults] = own as [number, number];
    const largest = partial + 16 * m * item;
    arena.f64(largest, 2 * m).fill(0);
    const fault = kernels.columnStatistics(from, type, m, k, m, largest, largest + 8 * m);
    arena.f64(faults + 8 * item, 1)[0] = fault < 0 ? -1 : first * m + fault;
  },
} as const;

/** The passes over a matrix, shared among a crew. */
export function passesOver(crew: Crew, matrix: StoredMatrix): Passes {
  const { arena } = crew;
  const { m } = matrix;

  /** Runs a task on every slab; `sum` takes the places of the items' results, `bytes` each, in order. */
  function each(
    task: TaskName,
    bytes: number,
    args: (slab: Slab, partial: Pointer) => number[],
    sum: (partial: Pointer, items: number, slab: Slab) => void = () => {},
  ): void {
    matrix.eachSlab((slab) =>
      arena.scope(() => {
        const items = Math.ceil(slab.rows / ROWS);
        const partial = bytes > 0 ? arena.take(bytes * items) : 0;
        crew.run(task, items, [...slabArgs(matrix, slab), ...args(slab, partial)]);
        sum(partial, items, slab);
      }),
    );
  }

  return {
    transposed(r, s, count = 1) {
      const size = m * count;
      arena.f64(s, size).fill(0);
      each(
        'transposed',
        8 * size,
        ({ first }, partial) => [r + 8 * first * count, partial, count],
        (partial, items) => addEach(arena.f64(s, size), arena.f64(partial, size * items)),
      );
    },
    residual(z, r, s) {
      arena.f64(s, m).fill(0);
      each(
        'residual',
        8 * m,
        ({ first }, partial) => [z, r + 8 * first, partial],
        (partial, items) => addEach(arena.f64(s, m), arena.f64(partial, m * items)),
      );
    },
    residualDouble(z, r) {
      each('residualDouble', 0, ({ first }) => [z, r + 8 * first]);
    },
    transposedDouble(r, s) {
      arena.scope(() => {
        const high = arena.f64(s, m).fill(0);
        const low = new Float64Array(m);
        each(
          'transposedDouble',
          16 * m,
          ({ first }, partial) => [r + 8 * first, partial],
          (partial, items) => addEachDouble(high, low, arena.f64(partial, 2 * m * items)),
        );
        addEach(arena.f64(s, m), low);
      });
    },
    normal32(p, s) {
      let square = 0;
      const sums = new Float64Array(m);
      each(
        'normal32',
        4 * m + 8,
        ({ rows }, partial) => {
          const items = Math.ceil(rows / ROWS);
          return [p, partial + 8 * items, partial];
        },
        (partial, items) => {
          for (const x of arena.f64(partial, items)) square += x;
          addEach(sums, arena.f32(partial + 8 * items, m * items));
        },
      );
      arena.f32(s, m).set(sums);
      return square;
    },
    statistics(largest, squares) {
      arena.f64(largest, m).fill(0);
      arena.f64(squares, m).fill(0);
      let fault = -1;
      each(
        'statistics',
        16 * m + 8,
        ({ rows }, partial) => [partial + 8 * Math.ceil(rows / ROWS), partial],
        (partial, items, { first }) => {
          const found = arena.f64(partial, items).find((at) => at >= 0);
          if (fault < 0 && found !== undefined) fault = first * m + found;
          mergeStatistics(
            arena.f64(largest, m),
            arena.f64(squares, m),
            arena.f64(partial + 8 * items, 2 * m * items),
          );
        },
      );
      return fault < 0 ? null : { row: Math.floor(fault / m), column: fault % m };
    },
  };
}

/** Adds vectors that lie one after another to `sum`. */
function addEach(sum: Float64Array, vectors: Float64Array | Float32Array): void {
  const n = sum.length;
  for (let at = 0; at < vectors.length; at += n) {
    for (let j = 0; j < n; j++) sum[j] = (sum[j] as number) + (vectors[at + j] as number);
  }
}

/** Adds double-double vectors, each as its high parts and then its low ones, to `high + low`. */
function addEachDouble(high: Float64Array, low: Float64Array, vectors: Float64Array): void {
  const n = high.length;
  for (let at = 0; at < vectors.length; at += 2 * n) {
    for (let j = 0; j < n; j++) {
      const a = high[j] as number;
      const b = vectors[at + j] as number;
      // Knuth's two-sum: `a + b = sum + error` exactly.
      const sum = a + b;
      const second = sum - a;
      const error = a - (sum - second) + (b - second);
      high[j] = sum;
      low[j] = (low[j] as number) + error + (vectors[at + n + j] as number);
    }
  }
}

function mergeStatistics(largest: Float64Array, squares: Float64Array, pieces: Float64Array): void {
  const n = largest.length;
  for (let at = 0; at < pieces.length; at += 2 * n) {
    for (let j = 0; j < n; j++) {
      largest[j] = Math.max(largest[j] as number, pieces[at + j] as number);
      squares[j] = (squares[j] as number) + (pieces[at + n + j] as number);
    }
  }
}
