import type { Crew } from '#core/kernels/crew.ts';
import { eigenvalues } from '#core/kernels/eigenvalues.ts';
import { passesOver } from '#core/kernels/passes.ts';
import type { StoredMatrix } from '#core/kernels/storedMatrix.ts';
import { bestTiles } from '#core/kernels/tiles.ts';
import { powerOfTwoBelow } from '#core/linalg/norm.ts';
import type { SingularValues } from '../types.ts';
import type { OnStage } from './decomposition.ts';
import { type Equilibration, equilibrate } from './equilibration.ts';
import { type NormalMatrix, normalMatrix, restore } from './normalMatrix.ts';
import { transposed } from './transposed.ts';

/**
 * The singular values of a stored matrix, as the roots of the eigenvalues of the smaller of its Gram matrices. The
 * squares are off by about `n u σ_max²`, so that a value much smaller than σ_max has fewer digits, and one below
 * about `3e-7 σ_max` none: the bound is an estimate of the largest error. Throws a `NotFiniteError`.
 */
export function spectrumOf(crew: Crew, matrix: StoredMatrix, onStage: OnStage = () => {}): SingularValues {
  const { arena } = crew;
  return arena.scope(() => {
    const tall = matrix.d < matrix.m ? transposed(crew, matrix) : matrix;
    const n = tall.m;
    const columns = equilibrate(crew, passesOver(crew, tall), n);
    const at = arena.take(8 * n * n);
    const normal = normalMatrix(crew, tall, columns, bestTiles(crew.kernels).double, at, (f) =>
      onStage('Multiplying Wᵀ W', f),
    );
    return eigenvaluesOf(crew, normal, columns, onStage);
  });
}

/**
 * The singular values by the Gram matrix of equilibrated columns, which is destroyed, below the diagonal where a
 * factor may lie and above it.
 */
export function eigenvaluesOf(
  crew: Crew,
  normal: NormalMatrix,
  { scales, frobenius }: Equilibration,
  onStage: OnStage = () => {},
): SingularValues {
  const { at, n } = normal;
  const unit = powerOfTwoBelow(frobenius || 1);
  restore(crew, normal);
  const g = crew.arena.f64(at, n * n);
  for (let i = 0; i < n; i++) {
    const own = unit * (scales[i] as number);
    for (let j = 0; j <= i; j++)
      g[i * n + j] = (g[i * n + j] as number) / (own * unit * (scales[j] as number));
  }
  const squares = eigenvalues(crew, at, n, { onProgress: (f) => onStage('Finding the singular values', f) });
  const values = squares.map((square) => unit * Math.sqrt(Math.max(0, square))).reverse();
  return { values, bound: errorOf(values) };
}

/** What an error of `n u σ_max²` in the squares makes of the least value: at most its root. */
function errorOf(values: Float64Array): number {
  const square = 2 * values.length * 2 ** -53 * (values[0] ?? 0) ** 2;
  const least = values[values.length - 1] ?? 0;
  return Math.min(Math.sqrt(square), least > 0 ? square / least : Number.POSITIVE_INFINITY);
}
