import { add, cross, dot, length, scale, sub, unit, type Vec3 } from '#core/linalg/vec3.ts';
import type { Ray } from '#core/scene/camera.ts';
import { rotate } from './rotate.ts';
import type { Constraint } from './types.ts';

/**
 * The share of the radius within which the tip is exactly under the pointer. Beyond it the sheet takes over.
 * Holroyd's own value is 1/√2; at 0.95 the tip follows the pointer farther, and moves at most 3.2 times as
 * fast as in the middle (plain intersection: without limit).
 */
const TOUCH = 0.95;

/**
 * The unit direction, from the centre, for a pointer's ray: where the ray meets the sphere, and outside on a
 * hyperbolic sheet that touches the sphere at `TOUCH` with the same slope, `h = h₀ (ρ₀ / ρ)ⁿ` with
 * `n = ρ₀² / h₀²` (Holroyd's trackball is ρ₀ = r/√2, n = 1). `side` is 1 for the near half, −1 for the far.
 */
export function sphereDirection(ray: Ray, centre: Vec3, radius: number, side: 1 | -1): Vec3 | null {
  const relative = sub(ray.origin, centre);
  const across = scale(sub(relative, scale(ray.direction, dot(relative, ray.direction))), 1 / radius);
  const distance = length(across);
  const rim = Math.sqrt(1 - TOUCH * TOUCH);
  const height =
    distance <= TOUCH
      ? Math.sqrt(1 - distance * distance)
      : rim * (TOUCH / distance) ** ((TOUCH * TOUCH) / (rim * rim));
  return unit(sub(across, scale(ray.direction, side * height)));
}

/**
 * "The tip stays on this sphere", for a drag that began with the ray `start` while the tip stood at `tip`.
 * What the press was off the tip is kept as a rotation, so that nothing jumps. A tip on the far half stays
 * on the far half. The result lies on the sphere to rounding; null only for a ray that is not finite.
 */
export function sphereConstraint(centre: Vec3, radius: number, tip: Vec3, start: Ray): Constraint {
  const held = unit(sub(tip, centre));
  if (!held || !(radius > 0)) return () => null;
  const side = dot(held, start.direction) <= 0 ? 1 : -1;
  const pressed = sphereDirection(start, centre, radius, side);
  if (!pressed) return () => null;
  const axis = cross(pressed, held);
  const angle = Math.atan2(length(axis), dot(pressed, held));
  return (ray) => {
    const direction = sphereDirection(ray, centre, radius, side);
    const turned = direction && unit(rotate(direction, axis, angle));
    return turned && add(centre, scale(turned, radius));
  };
}
