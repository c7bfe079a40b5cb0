import type { Crew } from '#core/kernels/crew.ts';
import type { Passes } from '#core/kernels/passes.ts';
import { type Factor, solveLower, solveUpper } from '#core/kernels/solve.ts';
import type { Pointer } from '#core/kernels/types.ts';
import { addMultiple } from './vectors.ts';

/**
 * The span of some columns of a matrix, with the Cholesky factor of their Gram matrix:
 * `L Lᵀ ≈ D A_Kᵀ A_K D` for the columns `K` and powers of 2 on the diagonal of `D`.
 */
export interface Range {
  readonly passes: Passes;
  /** How many rows and columns the matrix has. */
  readonly d: number;
  readonly m: number;
  /** The 2-norms of all of its columns, length m. */
  readonly norms: Float64Array;
  /** The columns `K`, in the order of `L`. */
  readonly columns: Int32Array;
  /** How many of them are not zero: the dimension of the span. */
  readonly rank: number;
  /** `D`, in the same order. */
  readonly scales: Float64Array;
  readonly factor: Factor;
  /** An estimate of the least eigenvalue of `L Lᵀ`, whose diagonal is about 1. */
  readonly least: number;
}

/** What is known of a vector after its part in a range was taken away. */
export interface Removal {
  /** `‖P r‖` of what is left, as the last residual has it. */
  readonly energy: number;
  /** What the rounding of r adds that no later residual can see, as an estimate. */
  readonly rounding: number;
}

const UNIT_ROUNDOFF = 2 ** -53;

/** A part so small beside the whole vector is at the level of rounding. */
const SETTLED = 8 * UNIT_ROUNDOFF;

/** Each step contracts by `u κ²` or, where L is of a float32 sum, by 1/256: these are more than enough. */
const MOST_STEPS = 12;

/**
 * Takes from r (d float64 at a pointer) its part in the range: `r ← r − A z` with `z = G⁻¹ Aᵀ r`, repeated on
 * what is left (corrected seminormal equations; Björck 1987). In double-double arithmetic where asked: the
 * residual is then right to working precision however ill-conditioned the columns are. The energy
 * `√(sᵀ G⁻¹ s)`, `s = Aᵀ r`, is the norm of the part that is left. `size` is the norm that counts as 1; 0 asks
 * for as many steps as help. Where a `solution` is given (m float64), what was taken away is `A` times what is
 * added to it.
 */
export function removeRange(
  crew: Crew,
  range: Range,
  r: Pointer,
  size: number,
  double: boolean,
  solution: Pointer = 0,
): Removal {
  const { arena } = crew;
  const { passes, m, d } = range;
  return arena.scope(() => {
    const s = arena.take(8 * m);
    const z = arena.take(8 * m);
    if (double) passes.transposedDouble(r, s);
    else passes.transposed(r, s);
    let energy = solveNormal(crew, range, s, z);
    let rounding = 0;
    for (let step = 0; step < MOST_STEPS && energy > SETTLED * size; step++) {
      if (solution) addMultiple(arena.f64(solution, m), 1, arena.f64(z, m));
      if (double) {
        passes.residualDouble(z, r);
        passes.transposedDouble(r, s);
        rounding = Math.hypot(rounding, UNIT_ROUNDOFF * Math.sqrt(crew.kernels.dot(r, r, d)));
      } else {
        rounding = Math.hypot(rounding, roundingOf(range, arena.f64(z, m)));
        passes.residual(z, r, s);
      }
      const left = solveNormal(crew, range, s, z);
      const stuck = left > energy / 2;
      energy = left;
      if (stuck && step > 0) break;
    }
    return { energy, rounding: rounding + UNIT_ROUNDOFF * size };
  });
}

/** `z = D (L Lᵀ)⁻¹ D s` in the columns of the range, 0 elsewhere; returns `√(sᵀ z)`, the energy of s. */
export function solveNormal(crew: Crew, range: Range, s: Pointer, z: Pointer): number {
  const { arena, kernels } = crew;
  const { columns, scales, factor, m } = range;
  const n = columns.length;
  return arena.scope(() => {
    const xAt = arena.take(8 * n);
    const x = arena.f64(xAt, n);
    const given = arena.f64(s, m);
    for (let i = 0; i < n; i++) x[i] = (given[columns[i] as number] as number) * (scales[i] as number);
    solveLower(crew, factor, xAt, 1);
    const energy = Math.sqrt(kernels.dot(xAt, xAt, n));
    solveUpper(crew, factor, xAt, 1);
    const solved = arena.f64(z, m).fill(0);
    for (let i = 0; i < n; i++) solved[columns[i] as number] = (x[i] as number) * (scales[i] as number);
    return energy;
  });
}

/**
 * An estimate of the rounding of `r − A z`, as a norm: each of the d sums of m products rounds like a random
 * walk (Higham and Mary 2019), in eight lanes.
 */
function roundingOf({ norms, m }: Range, z: Float64Array): number {
  let square = 0;
  for (let j = 0; j < m; j++) square += ((norms[j] as number) * (z[j] as number)) ** 2;
  return UNIT_ROUNDOFF * Math.sqrt((1 + m / 16) * square);
}
