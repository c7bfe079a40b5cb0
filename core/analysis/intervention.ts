import { type BoundedVector, dot, plusCombination } from '#core/linalg/bounded.ts';
import type { Figure } from './types.ts';

/** A patched activation and how far the pair moves along each direction. */
export interface Intervention {
  /** `α = δ Xᵀ`, length k. */
  readonly alpha: readonly Figure[];
  /** `b + α X`, length d. */
  readonly activation: BoundedVector;
}

/**
 * `do_das(b, s, X) = b + ((s − b) Xᵀ) X` with `δ = s − b` given and `X` k × d: the patch that sets the part of
 * `b` along the rows of `X` to that of `s` (exactly so for orthonormal rows).
 */
export function doDas(base: BoundedVector, delta: BoundedVector, X: readonly BoundedVector[]): Intervention {
  const alpha = X.map((row) => dot(delta, row));
  return { alpha, activation: plusCombination(base, alpha, X) };
}
