/** A point or vector of the 3-D picture. */
export type Vec3 = readonly [number, number, number];

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const sub = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec3, t: number): Vec3 => [a[0] * t, a[1] * t, a[2] * t];
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const length = (a: Vec3): number => Math.hypot(a[0], a[1], a[2]);
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** `a / ‖a‖`, or null for the zero vector and for anything not finite. */
export function unit(a: Vec3): Vec3 | null {
  const norm = length(a);
  // Divided, not scaled: 1 / norm overflows for a subnormal norm.
  return norm > 0 && Number.isFinite(norm) ? [a[0] / norm, a[1] / norm, a[2] / norm] : null;
}

/** Some unit vector orthogonal to the unit vector `a`. */
export function orthogonal(a: Vec3): Vec3 {
  const least =
    Math.abs(a[0]) <= Math.abs(a[1]) && Math.abs(a[0]) <= Math.abs(a[2])
      ? 0
      : Math.abs(a[1]) <= Math.abs(a[2])
        ? 1
        : 2;
  const axis: Vec3 = [least === 0 ? 1 : 0, least === 1 ? 1 : 0, least === 2 ? 1 : 0];
  return unit(cross(a, axis)) ?? [1, 0, 0];
}

/** The first three entries of a row, as a point of the picture (missing ones are 0). */
export const toVec3 = (row: readonly number[]): Vec3 => [row[0] ?? 0, row[1] ?? 0, row[2] ?? 0];
