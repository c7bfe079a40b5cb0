import type { Arena } from './arena.ts';
import { tridiagonalEigenvalues } from './tridiagonalEigenvalues.ts';
import type { Kernels, Pointer } from './types.ts';

/** How often progress is told of: every so many steps. */
const STEPS = 32;

/** A largest entry beyond these bounds is scaled to about 1 first, lest sums of squares over- or underflow. */
const LARGE = 2 ** 400;
const SMALL = 2 ** -400;

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
  kernels: Kernels,
  arena: Arena,
  g: Pointer,
  n: number,
  { onProgress }: EigenvalueOptions = {},
): Float64Array {
  const size = largestEntry(arena, g, n);
  if (!Number.isFinite(size)) throw new Error('The matrix holds an entry that is not a finite number.');
  if (size === 0) return new Float64Array(n);
  const factor = size > LARGE || size < SMALL ? 2 ** Math.min(1000, -Math.floor(Math.log2(size))) : 1;
  if (factor !== 1) scale(arena.f64(g, n * n), factor);
  const { diagonal, subdiagonal } = tridiagonalise(kernels, arena, g, n, onProgress);
  const values = tridiagonalEigenvalues(diagonal, subdiagonal);
  if (factor !== 1) scale(values, 1 / factor);
  onProgress?.(1);
  return values;
}

function tridiagonalise(
  kernels: Kernels,
  arena: Arena,
  g: Pointer,
  n: number,
  onProgress?: (fraction: number) => void,
): { readonly diagonal: Float64Array; readonly subdiagonal: Float64Array } {
  return arena.scope(() => {
    const take = (): Pointer => {
      const at = arena.take(8 * n);
      arena.f64(at, n).fill(0);
      return at;
    };
    // The last reflection as u and w, and the next one as v and p: they change places at every step.
    let [u, w, v, p] = [take(), take(), take(), take()];
    const subdiagonal = new Float64Array(Math.max(0, n - 1));
    for (let i = n - 1; i > 0; i--) {
      const row = g + 8 * i * n;
      const tau = kernels.tridiagonalReflector(row, i, u, w, v);
      subdiagonal[i - 1] = arena.f64(row, n)[i - 1] as number;
      arena.f64(p, i).fill(0);
      kernels.tridiagonalPass(g, n, 0, i, u, w, v, p);
      kernels.tridiagonalPartner(p, v, tau, i);
      [u, w, v, p] = [v, p, u, w];
      if (i % STEPS === 0) onProgress?.(1 - (i / n) ** 3);
    }
    const diagonal = Float64Array.from({ length: n }, (_, i) => arena.f64(g, n * n)[i * n + i] as number);
    return { diagonal, subdiagonal };
  });
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
