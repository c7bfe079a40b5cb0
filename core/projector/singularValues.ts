import { orthogonaliseRows } from '#core/linalg/jacobi.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { SAFETY, UNIT_ROUNDOFF } from '#core/linalg/rounding.ts';
import { type HouseholderQr, rowsOfR } from './householderQr.ts';
import { dotSteps, normAt } from './kernels.ts';
import type { SingularValues } from './types.ts';

/** A singular value decomposition `R = U Σ Vᵀ` of a triangular factor, the values descending. */
export interface TriangleSvd {
  readonly values: Float64Array;
  /** `σ_s v_s` for every value: rows of m entries, in the columns' order of the decomposition. */
  readonly rows: readonly Float64Array[];
  /** `u_s` for every value. */
  readonly left: readonly Float64Array[];
}

/** Turns of each pair of rows: more sweeps than are ever needed. */
const SWEEPS = 12;

/** What is left to do shrinks by about this with every sweep, of which there are six to ten. */
const SETTLING = 0.7;

/** The singular values of the (scaled) matrix that was decomposed, min(d, m) of them. */
export function singularValuesOf(qr: HouseholderQr, onProgress?: (fraction: number) => void): SingularValues {
  const rows = rowsOfR(qr);
  orthogonaliseRows(rows, null, onProgress && ((sweep) => onProgress(1 - SETTLING ** sweep)));
  const values = new Float64Array(Math.min(qr.d, qr.m));
  for (const [i, row] of rows.entries()) values[i] = norm2(row);
  values.sort().reverse();
  return { values, bound: decompositionError(qr) };
}

/** The decomposition itself, with its vectors. */
export function triangleSvd(qr: HouseholderQr): TriangleSvd {
  const rows = rowsOfR(qr);
  const left = rows.map((_, i) => new Float64Array(rows.length).fill(1, i, i + 1));
  orthogonaliseRows(rows, left);
  const norms = rows.map(norm2);
  const order = norms.map((_, i) => i).sort((a, b) => (norms[b] as number) - (norms[a] as number));
  const sorted = <T>(x: readonly T[]): T[] => order.map((i) => x[i] as T);
  return { values: Float64Array.from(sorted(norms)), rows: sorted(rows), left: sorted(left) };
}

/**
 * A bound on how far the matrix of which the decomposition is exact can be from `W`, in the Frobenius norm, and so on
 * the error of every singular value: each column goes through `steps` reflectors (Higham, lemma 19.3, with the dot
 * products of this program) and each row through a turn with every other one per sweep.
 */
export function decompositionError({ columns, diagonal, d, m, steps }: HouseholderQr): number {
  let square = 0;
  for (let j = 0; j < m; j++) {
    square +=
      normAt(columns, j * d, Math.min(j, steps)) ** 2 + (j < steps ? (diagonal[j] as number) ** 2 : 0);
  }
  const each = steps * (2 * dotSteps(d) + 10) + SWEEPS * steps * 6;
  return SAFETY * each * UNIT_ROUNDOFF * Math.sqrt(square);
}
