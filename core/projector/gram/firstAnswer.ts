import type { Crew } from '#core/kernels/crew.ts';
import type { Passes } from '#core/kernels/passes.ts';
import type { Pointer } from '#core/kernels/types.ts';
import { type Matrix, zeros } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { exactTolerance } from '../rank.ts';
import type { Parts, Projector } from '../types.ts';
import type { Equilibration } from './equilibration.ts';
import { addMultiple, dot } from './vectors.ts';

/** A first answer may be shown where its own estimate of its error is at most this part of ‖v‖. */
const GOOD_ENOUGH = 1e-10;

/** The inner iterations stop where the residual fell by this: float32 does not see much further. */
const INNER = 5e-6;

/** Passes over the matrix, after which a certified answer is the faster one. */
const BUDGET = 100;

/**
 * Both parts of `v` by conjugate gradients on the normal equations of the equilibrated columns (Hestenes and
 * Stiefel 1952), inner iterations in float32 and residuals in float64: for a well-conditioned matrix an answer
 * after some forty passes and without a decomposition. The error is estimated as the energy that the last
 * correction took away, times what it reduced the one before by. Null where that does not become small within
 * the budget. It cannot see singular values that are tiny: the rank is not known yet.
 */
export function firstAnswer(
  crew: Crew,
  passes: Passes,
  { scales }: Equilibration,
  v: readonly number[],
): Parts | null {
  const { arena } = crew;
  const d = v.length;
  const m = scales.length;
  const size = norm2(v);
  return arena.scope(() => {
    const r = arena.take(8 * d);
    const s = arena.take(8 * m);
    const z = arena.take(8 * m);
    const inner = innerSolver(crew, passes, scales);
    arena.f64(r, d).set(v);
    passes.transposed(r, s);
    let left = BUDGET;
    let before = Number.POSITIVE_INFINITY;
    for (;;) {
      const { solution, energy, passes: used } = inner(arena.f64(s, m), left);
      left -= used;
      const reduced = energy / before;
      if (left <= 0 || reduced > 0.1) return null;
      arena.f64(z, m).set(solution);
      passes.residual(z, r, s);
      // The first correction tells nothing yet of how much one reduces the error.
      const error = energy * (Number.isFinite(before) ? Math.max(reduced, INNER) : 1);
      if (error <= GOOD_ENOUGH * size) return partsOf(v, arena.f64(r, d), error);
      before = energy;
    }
  });
}

interface Inner {
  /** `z` with `WᵀW z ≈ s`. */
  readonly solution: Float64Array;
  /** `√(sᵀ z)`, the norm of what W z takes away. */
  readonly energy: number;
  readonly passes: number;
}

/** Solves `WᵀW z = s` to the accuracy of `INNER`, by passes in float32. */
function innerSolver({ arena }: Crew, passes: Passes, scales: Float64Array) {
  const m = scales.length;
  const pAt: Pointer = arena.take(4 * m);
  const gAt: Pointer = arena.take(4 * m);
  return (given: Float64Array, most: number): Inner => {
    const residual = given.map((x, j) => x * (scales[j] as number));
    const start = residual.slice();
    const direction = residual.slice();
    const y = new Float64Array(m);
    const first = dot(residual, residual);
    let square = first;
    let used = 0;
    while (square > INNER ** 2 * first && used < most) {
      // Scaled to norm 1, so that float32 neither over- nor underflows.
      const length = Math.sqrt(dot(direction, direction));
      const p = arena.f32(pAt, m);
      for (let j = 0; j < m; j++) p[j] = ((direction[j] as number) / length) * (scales[j] as number);
      const curvature = passes.normal32(pAt, gAt);
      used++;
      const g = arena.f32(gAt, m);
      const step = square / (length * length * curvature);
      addMultiple(y, step, direction);
      for (let j = 0; j < m; j++) {
        residual[j] = (residual[j] as number) - step * length * (g[j] as number) * (scales[j] as number);
      }
      const next = dot(residual, residual);
      const ratio = next / square;
      for (let j = 0; j < m; j++) direction[j] = (residual[j] as number) + ratio * (direction[j] as number);
      square = next;
    }
    const energy = Math.sqrt(Math.max(0, dot(start, y)));
    return { solution: y.map((x, j) => x * (scales[j] as number)), energy, passes: used };
  };
}

function partsOf(v: readonly number[], left: Float64Array, bound: number): Parts {
  const row = zeros(v.length);
  for (let i = 0; i < v.length; i++) row[i] = (v[i] as number) - (left[i] as number);
  return { row, null: Array.from(left), bound };
}

/** A first answer would not be good enough to be shown. */
export class NoFirstAnswer extends Error {
  override readonly name = 'NoFirstAnswer';
}

/** A projector whose answers are first ones, by a matrix with more rows than columns. */
export function firstProjector(crew: Crew, passes: Passes, columns: Equilibration, W: Matrix): Projector {
  const { rows: d, cols: m } = W;
  const rank = m - columns.zeros;
  const parts = (v: readonly number[]): Parts => {
    const found = firstAnswer(crew, passes, columns, v);
    if (!found) throw new NoFirstAnswer('The iteration did not settle.');
    return found;
  };
  return {
    d,
    rank,
    ranks: { exact: rank, storage: rank },
    tolerance: exactTolerance(d, m),
    leastKept: 1,
    largestDropped: 0,
    singularValues: null,
    kind: 'estimate',
    method: 'conjugate gradients',
    errorBound: GOOD_ENOUGH,
    leak: columns.norms.map((norm) => GOOD_ENOUGH * norm),
    parts,
    applyRow: (v) => parts(v).row,
    subspaces: null,
  };
}
