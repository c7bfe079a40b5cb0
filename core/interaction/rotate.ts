import { add, cross, dot, scale, unit, type Vec3 } from '#core/linalg/vec3.ts';

/** `point` turned about an axis through the origin by an angle in radians (Rodrigues); unturned for a zero axis. */
export function rotate(point: Vec3, axis: Vec3, angle: number): Vec3 {
  const k = unit(axis);
  if (!k || angle === 0) return point;
  const cosine = Math.cos(angle);
  const along = scale(k, dot(k, point) * (1 - cosine));
  return add(add(scale(point, cosine), scale(cross(k, point), Math.sin(angle))), along);
}
