import { type BoundedVector, dot } from '#core/linalg/bounded.ts';
import { figure, minus } from '#core/linalg/figure.ts';
import { zeros } from '#core/linalg/matrix.ts';
import { norm2, normError } from '#core/linalg/norm.ts';
import { SAFETY } from '#core/linalg/rounding.ts';
import type { Figure } from './types.ts';

const ONE = figure(1, 0);

/** `‖V Vᵀ − I‖_F` of the k rows of `V`: 0 for an orthonormal basis, `| ‖v‖² − 1 |` for one direction. */
export function orthonormality(V: readonly BoundedVector[]): Figure {
  const k = V.length;
  const entries = zeros(k * k);
  const bounds = zeros(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = i; j < k; j++) {
      const product = dot(V[i] as BoundedVector, V[j] as BoundedVector);
      const off = i === j ? minus(product, ONE) : product;
      entries[i * k + j] = entries[j * k + i] = off.value;
      bounds[i * k + j] = bounds[j * k + i] = off.bound;
    }
  }
  const value = norm2(entries);
  return { value, bound: SAFETY * (norm2(bounds) + normError(k * k) * value) };
}
