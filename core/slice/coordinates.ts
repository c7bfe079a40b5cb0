import { dotDouble } from '#core/linalg/doubleDouble.ts';
import { norm2 } from '#core/linalg/norm.ts';

/** The coordinates of a vector along orthonormal axes, each rounded once. */
export function coordinatesOf(axes: readonly Float64Array[], vector: ArrayLike<number>): number[] {
  const x = Float64Array.from(vector);
  return axes.map((axis) => dotDouble(axis, 0, x, 0, x.length));
}

/** The vector with these coordinates, length d: `Σ coordinate · axis`. */
export function lift(axes: readonly ArrayLike<number>[], coordinates: readonly number[]): number[] {
  const d = axes[0]?.length ?? 0;
  const vector = new Array<number>(d).fill(0);
  for (const [a, axis] of axes.entries()) {
    const along = coordinates[a] ?? 0;
    for (let i = 0; i < d; i++) vector[i] = (vector[i] as number) + along * (axis[i] as number);
  }
  return vector;
}

/** The norm of what a vector has outside of the axes' span. */
export function hiddenNorm(axes: readonly Float64Array[], vector: readonly number[]): number {
  const shown = lift(axes, coordinatesOf(axes, vector));
  const rest = norm2(vector.map((x, i) => x - (shown[i] as number)));
  // What the subtraction itself may leave.
  return rest <= 2 ** -50 * norm2(vector) ? 0 : rest;
}
