import type { Arena } from '#core/kernels/arena.ts';
import { cholesky } from '#core/kernels/cholesky.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { addGram } from '#core/kernels/gram.ts';
import { solveCholesky } from '#core/kernels/solve.ts';
import { TILES } from '#core/kernels/tiles.ts';
import type { Pointer } from '#core/kernels/types.ts';
import type { StoredMatrix } from './npy.ts';

/** Steps of refinement: enough for the accuracy of float64 up to a condition of 1e4. */
const REFINEMENTS = 2;

/** `WᵀW` in float64, its lower triangle, in a block of the arena. */
export function gram(crew: Crew, { at, rows, columns }: StoredMatrix): Pointer {
  const { arena } = crew;
  const g = arena.take(8 * columns * columns);
  arena.f64(g, columns * columns).fill(0);
  const panel = {
    from: at,
    type: 'f32',
    lead: columns,
    transposed: false,
    rows,
    columns,
    scales: 0,
  } as const;
  addGram(crew, TILES.double, panel, { at: g, lead: columns });
  return g;
}

/** The factor of `WᵀW`, in a block of the arena. Throws where W's columns are dependent. */
export function factor(crew: Crew, w: StoredMatrix): Pointer {
  const g = gram(crew, w);
  const { columns } = cholesky(crew, g, w.columns);
  if (columns < w.columns) throw new Error('The columns of W are dependent.');
  return g;
}

/** `v_row = W z` with `z` from `L Lᵀ z = Wᵀ v`, refined. */
export function split(crew: Crew, w: StoredMatrix, l: Pointer, v: Float64Array): Float64Array {
  const { arena } = crew;
  const { columns: m } = w;
  const z = new Float64Array(m);
  let r: Float64Array = v.slice();
  for (let step = 0; step <= REFINEMENTS; step++) {
    arena.scope(() => {
      const right = arena.take(8 * m);
      arena.f64(right, m).set(transposedTimes(arena, w, [r])[0] as Float64Array);
      solveCholesky(crew, { at: l, n: m, ld: m }, right, 1);
      const change = arena.f64(right, m);
      for (let j = 0; j < m; j++) z[j] = (z[j] as number) + (change[j] as number);
    });
    const image = times(arena, w, z);
    r = v.map((x, i) => x - (image[i] as number));
  }
  return v.map((x, i) => x - (r[i] as number));
}

/** `W z`, length d. */
function times(arena: Arena, { at, rows, columns }: StoredMatrix, z: Float64Array): Float64Array {
  const w = new Float32Array(arena.memory.buffer, at, rows * columns);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += (w[i * columns + j] as number) * (z[j] as number);
    y[i] = sum;
  }
  return y;
}

/** `x W` for each of some vectors x of length d. */
export function transposedTimes(
  arena: Arena,
  { at, rows, columns }: StoredMatrix,
  vectors: readonly Float64Array[],
): Float64Array[] {
  const w = new Float32Array(arena.memory.buffer, at, rows * columns);
  return vectors.map((x) => {
    const y = new Float64Array(columns);
    for (let i = 0; i < rows; i++) {
      const factor = x[i] as number;
      for (let j = 0; j < columns; j++) y[j] = (y[j] as number) + factor * (w[i * columns + j] as number);
    }
    return y;
  });
}
