import type { Arena } from './arena.ts';
import type { Crew, Task } from './crew.ts';
import { tridiagonalEigenvalues } from './tridiagonalEigenvalues.ts';
import type { Pointer } from './types.ts';

/** How often progress is told of: every so many steps. */
const STEPS = 32;

/** A largest entry beyond these bounds is scaled to about 1 first, lest sums of squares over- or underflow. */
const LARGE = 2 ** 400;
const SMALL = 2 ** -400;

/** Who hears how far it is. */
export interface EigenvalueOptions {
  /** Hears the fraction done. What it throws ends the computation. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * The eigenvalues, ascending, of the symmetric n × n float64 matrix at `g`, row-major, of which the lower
 * triangle is read and destroyed (where it has to be scaled, the other one is scaled too). Absolute error of a
 * small multiple of `n u ‖G‖`. Throws where an entry is not finite. Householder's reduction from the last row
 * up (EISPACK's tred1), in which each pass over the matrix applies one reflection and forms the product for the
 * next; then implicit QL.
 */
export function eigenvalues(
  crew: Crew,
  g: Pointer,
  n: number,
  { onProgress }: EigenvalueOptions = {},
): Float64Array {
  const { arena } = crew;
  const size = largestEntry(arena, g, n);
  if (!Number.isFinite(size)) throw new Error('The matrix holds an entry that is not a finite number.');
  if (size === 0) return new Float64Array(n);
  const factor = size > LARGE || size < SMALL ? 2 ** Math.min(1000, -Math.floor(Math.log2(size))) : 1;
  if (factor !== 1) scale(arena.f64(g, n * n), factor);
  const { diagonal, subdiagonal } = tridiagonalise(crew, g, n, onProgress);
  const values = tridiagonalEigenvalues(diagonal, subdiagonal);
  if (factor !== 1) scale(values, 1 / factor);
  onProgress?.(1);
  return values;
}

function tridiagonalise(
  crew: Crew,
  g: Pointer,
  n: number,
  onProgress?: (fraction: number) => void,
): { readonly diagonal: Float64Array; readonly subdiagonal: Float64Array } {
  const { kernels, arena } = crew;
  return arena.scope(() => {
    const take = (): Pointer => {
      const at = arena.take(8 * n);
      arena.f64(at, n).fill(0);
      return at;
    };
    // The last reflection as u and w, and the next one as v and p: they change places at every step.
    let [u, w, v, p] = [take(), take(), take(), take()];
    const others = arena.take(8 * n * (MOST_PARTS - 1));
    const subdiagonal = new Float64Array(Math.max(0, n - 1));
    for (let i = n - 1; i > 0; i--) {
      const row = g + 8 * i * n;
      const tau = kernels.tridiagonalReflector(row, i, u, w, v);
      subdiagonal[i - 1] = arena.f64(row, n)[i - 1] as number;
      const parts = partsOf(i);
      crew.run('passPart', parts, [g, n, i, parts, u, w, v, p, others]);
      const sum = arena.f64(p, i);
      for (let part = 0; part < parts - 1; part++) {
        addTo(sum, arena.f64(others + 8 * n * part, edge(part + 1, parts, i)));
      }
      kernels.tridiagonalPartner(p, v, tau, i);
      [u, w, v, p] = [v, p, u, w];
      if (i % STEPS === 0) onProgress?.(1 - (i / n) ** 3);
    }
    const diagonal = Float64Array.from({ length: n }, (_, i) => arena.f64(g, n * n)[i * n + i] as number);
    return { diagonal, subdiagonal };
  });
}

/** A pass over the first i rows is cut into parts of about so many entries or more, and so many of them at most. */
const ENTRIES = 32_768;
const MOST_PARTS = 8;

const partsOf = (i: number): number => Math.max(1, Math.min(MOST_PARTS, Math.floor((i * i) / 2 / ENTRIES)));

/** Where a part of the first i rows begins: at an even row, and so that all parts have about as many entries. */
const edge = (part: number, parts: number, i: number): number =>
  part === parts ? i : 2 * Math.round((i * Math.sqrt(part / parts)) / 2);

/** A part of a pass, with a p of its own: the last part in p itself, each other one in a row of `others`. */
export const passPart: Task = ({ kernels, arena }, part, args) => {
  const [g, n, i, parts, u, w, v, p, others] = args as PassArgs;
  const own = part === parts - 1 ? p : others + 8 * n * part;
  const to = edge(part + 1, parts, i);
  arena.f64(own, to).fill(0);
  kernels.tridiagonalPass(g, n, edge(part, parts, i), to, u, w, v, own);
};

type PassArgs = readonly [
  g: Pointer,
  n: number,
  i: number,
  parts: number,
  u: Pointer,
  w: Pointer,
  v: Pointer,
  p: Pointer,
  others: Pointer,
];

function addTo(sum: Float64Array, x: Float64Array): void {
  for (let i = 0; i < x.length; i++) sum[i] = (sum[i] as number) + (x[i] as number);
}

/** The largest magnitude in the lower triangle; NaN where there is one. */
function largestEntry(arena: Arena, g: Pointer, n: number): number {
  let most = 0;
  for (let i = 0; i < n; i++) {
    for (const x of arena.f64(g + 8 * i * n, i + 1)) most = Math.max(most, Math.abs(x));
  }
  return most;
}

function scale(x: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) * factor;
}
