import type { BoundedVector } from '#core/linalg/bounded.ts';
import { largestPrincipalAngle } from '#core/linalg/principalAngle.ts';
import { SAFETY, UNIT_ROUNDOFF } from '#core/linalg/rounding.ts';
import { orthonormalSpan } from '#core/projector/orthonormalSpan.ts';
import type { Projector } from '#core/projector/types.ts';
import type { Direction } from './direction.ts';
import type { Figure } from './types.ts';

const RIGHT_ANGLE = Math.PI / 2;

/**
 * The angle (radians, 0 … π/2) of a direction to the column space; for k > 1 the largest principal angle of
 * the span of `V` to it, so π/2 as soon as the span holds something that the layer cannot see at all.
 */
export function angleOf(direction: Direction, projector: Projector): Figure {
  if (projector.rank === projector.d) return { value: 0, bound: 0 };
  if (projector.rank === 0) return { value: RIGHT_ANGLE, bound: UNIT_ROUNDOFF };
  return direction.v.length === 1 ? angleOfOne(direction) : angleOfSpan(direction.v, projector);
}

/** `atan2(‖v_null‖, ‖v_row‖)`: unlike the arc cosine, precise at both ends. */
function angleOfOne({ norm, rowNorm, nullNorm }: Direction): Figure {
  const value = Math.atan2(nullNorm.value, rowNorm.value);
  const turned = Math.max(rowNorm.bound, nullNorm.bound) / norm.value;
  return { value, bound: boundOf(1.5 * turned) };
}

/** By an orthonormal basis of the span of `V` (whose rows need not be orthonormal) and its two parts. */
function angleOfSpan(V: readonly BoundedVector[], projector: Projector): Figure {
  const span = orthonormalSpan(V.map((row) => row.values));
  if (span.basis.length > projector.rank) return { value: RIGHT_ANGLE, bound: UNIT_ROUNDOFF };
  const cosines: Float64Array[] = [];
  const sines: Float64Array[] = [];
  for (const row of span.basis) {
    const parts = projector.parts(row);
    cosines.push(Float64Array.from(parts.row));
    sines.push(Float64Array.from(parts.null));
  }
  const value = largestPrincipalAngle(cosines, sines);
  // A singular value moves by no more than the matrix; each Jacobi sweep turns every row k times.
  const turning = 40 * span.basis.length * UNIT_ROUNDOFF;
  const moved = Math.sqrt(span.basis.length) * projector.errorBound + span.errorBound + turning;
  return { value, bound: boundOf(2.5 * moved) };
}

const boundOf = (error: number): number => Math.min(RIGHT_ANGLE, SAFETY * error + 4 * UNIT_ROUNDOFF);
