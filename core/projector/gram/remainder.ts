import type { Crew } from '#core/kernels/crew.ts';
import { solveUpper } from '#core/kernels/solve.ts';
import type { Pointer } from '#core/kernels/types.ts';
import { norm2 } from '#core/linalg/norm.ts';
import type { NormalMatrix, OnFraction } from './normalMatrix.ts';
import { randomSource } from './randomSource.ts';
import { type Range, removeRange } from './range.ts';
import type { LowRank } from './tilt.ts';
import { addMultiple, dot } from './vectors.ts';

/** What the columns that a factorisation left out have outside the range of those that it kept. */
export interface Remainder {
  /** The columns left out that are not zero, `D`. */
  readonly columns: Int32Array;
  /** `E_j = w_j − W_K y_j`, orthogonal to the range: the columns of a d × c matrix, one after another. */
  readonly residuals: readonly Float64Array[];
  /** `y_j`, each over all m columns (0 outside `K`). */
  readonly coefficients: readonly Float64Array[];
  /** `‖E_j‖`, and estimates of the error of E_j in the same norm. */
  readonly norms: Float64Array;
  readonly errors: Float64Array;
}

/**
 * The remainder of the columns of a pivoted factorisation that come after its rank. Each residual is computed
 * without squaring, in double-double arithmetic: it keeps its relative precision however small it is beside
 * its column.
 *
 * @param order the columns in the order of the factorisation; those of the range first.
 */
export function remainderOf(
  crew: Crew,
  range: Range,
  { at, n }: NormalMatrix,
  order: Int32Array,
  scales: Float64Array,
  onProgress?: OnFraction,
): Remainder {
  const { arena } = crew;
  const rank = range.columns.length;
  const columns: number[] = [];
  const residuals: Float64Array[] = [];
  const coefficients: Float64Array[] = [];
  const errors: number[] = [];
  for (const [i, column] of order.subarray(rank).entries()) {
    if (range.norms[column] === 0) continue;
    columns.push(column);
    arena.scope(() => {
      const y = arena.take(8 * rank);
      arena.f64(y, rank).set(arena.f64(at + 8 * n * (rank + i), rank));
      solveUpper(crew, range.factor, y, 1);
      const solved = arena.f64(y, rank);
      const solution = vector(crew, range.m);
      const own = scales[column] as number;
      for (let k = 0; k < rank; k++) {
        const scale = (range.scales[k] as number) / own;
        arena.f64(solution, range.m)[range.columns[k] as number] = scale * (solved[k] as number);
      }
      const { residual, error } = residualOf(crew, range, solution, column);
      residuals.push(arena.f64(residual, range.d).slice());
      errors.push(error);
      coefficients.push(arena.f64(solution, range.m).slice());
    });
    onProgress?.((i + 1) / (n - rank));
  }
  return {
    columns: Int32Array.from(columns),
    residuals,
    coefficients,
    norms: Float64Array.from(residuals, (e) => norm2(e)),
    errors: Float64Array.from(errors),
  };
}

/**
 * The residual of one random combination of the columns left out: where even that is zero, they all depend
 * on the range, with probability 1. The combination is of equilibrated columns.
 */
export function probe(
  crew: Crew,
  range: Range,
  left: Int32Array,
  scales: Float64Array,
): { readonly norm: number; readonly size: number } {
  const { arena } = crew;
  return arena.scope(() => {
    const z = vector(crew, range.m);
    const random = randomSource(left.length);
    for (const j of left) arena.f64(z, range.m)[j] = random() * (scales[j] as number);
    const r = vector(crew, range.d);
    range.passes.residualDouble(z, r);
    const size = norm2(arena.f64(r, range.d));
    removeRange(crew, range, r, 0, true);
    return { norm: norm2(arena.f64(r, range.d)), size };
  });
}

/** `w_j − W_K y` with its part in the range taken away, and an estimate of its error; what that takes is added to y. */
function residualOf(
  crew: Crew,
  range: Range,
  y: Pointer,
  column: number,
): { readonly residual: Pointer; readonly error: number } {
  const { arena, kernels } = crew;
  const residual = vector(crew, range.d);
  const z = arena.f64(y, range.m);
  z[column] = -1;
  range.passes.residualDouble(y, residual);
  z[column] = 0;
  const first = 2 ** -53 * Math.sqrt(kernels.dot(residual, residual, range.d));
  const { rounding, energy } = removeRange(crew, range, residual, 0, true, y);
  return { residual, error: Math.hypot(first, rounding, energy) };
}

/** n float64 zeros of the arena. */
function vector({ arena }: Pick<Crew, 'arena'>, n: number): Pointer {
  const at = arena.take(8 * n);
  arena.f64(at, n).fill(0);
  return at;
}

/**
 * The columns, one after another, of a d × c matrix with the singular values that the remainder adds to those of the
 * range: `E (I + YᵀY)^−½`, which are those of W on its nearly null directions `[−Y; I]`, to second order in E.
 */
export function ritzColumns({ residuals, coefficients }: Remainder): Float64Array[] {
  // With `Rᵀ R = I + YᵀY` the columns of `E R⁻¹` differ from those by a rotation.
  const gram = gramOf(coefficients);
  const columns: Float64Array[] = [];
  const r: Float64Array[] = [];
  for (const [j, residual] of residuals.entries()) {
    const own = new Float64Array(j + 1);
    const column = residual.slice();
    for (let i = 0; i < j; i++) {
      const head = r[i] as Float64Array;
      const entry =
        ((gram[i]?.[j] as number) - dot(head.subarray(0, i), own.subarray(0, i))) / (head[i] as number);
      own[i] = entry;
      addMultiple(column, -entry, columns[i] as Float64Array);
    }
    const rest = own.subarray(0, j);
    own[j] = Math.sqrt((gram[j]?.[j] as number) - dot(rest, rest));
    columns.push(column.map((x) => x / (own[j] as number)));
    r.push(own);
  }
  return columns;
}

/** `I + YᵀY`. */
const gramOf = (y: readonly Float64Array[]): Float64Array[] =>
  y.map((a, i) => Float64Array.from(y, (b, j) => dot(a, b) + (i === j ? 1 : 0)));

/**
 * What turns the span of the columns kept to the dominant left singular vectors: with `W_D = W_K Y + E`, these
 * span `W_K + E (I + YᵀY)⁻¹ Yᵀ`, to second order in E.
 */
export function tiltOf({ residuals, coefficients }: Remainder): LowRank {
  return { columns: residuals, rows: solveDefinite(gramOf(coefficients), coefficients) };
}

/** `A⁻¹ B` for a positive definite A (c × c) and the rows of B, by elimination. */
function solveDefinite(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  const rows = b.map((row) => row.slice());
  const left = a.map((row) => row.slice());
  const subtract = (to: number, from: number, factor: number): void => {
    addMultiple(rows[to] as Float64Array, -factor, rows[from] as Float64Array);
    addMultiple(left[to] as Float64Array, -factor, left[from] as Float64Array);
  };
  const entry = (i: number, j: number): number => left[i]?.[j] as number;
  for (let k = 0; k < rows.length; k++) {
    for (let i = k + 1; i < rows.length; i++) subtract(i, k, entry(i, k) / entry(k, k));
  }
  for (let k = rows.length - 1; k >= 0; k--) {
    for (let i = 0; i < k; i++) subtract(i, k, entry(i, k) / entry(k, k));
    const pivot = entry(k, k);
    for (const [j, x] of (rows[k] as Float64Array).entries()) (rows[k] as Float64Array)[j] = x / pivot;
  }
  return rows;
}
