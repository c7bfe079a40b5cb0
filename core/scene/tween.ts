import type { Pose } from '#core/document/schema.ts';
import { add, scale } from '#core/linalg/vec3.ts';
import { poseOf, turntableOf, wrapped } from './turntable.ts';

/** Slow at both ends: 3t² − 2t³. */
export const eased = (t: number): number => t * t * (3 - 2 * t);

/**
 * The pose `t` of the way from one to another, on the turntable: the shorter way round, distances and zooms
 * by ratio. At `t` ≤ 0 and ≥ 1 exactly the ends.
 */
export function between(from: Pose, to: Pose, t: number): Pose {
  if (t <= 0) return from;
  if (t >= 1) return to;
  const a = turntableOf(from);
  const b = turntableOf(to);
  const turntable = {
    azimuth: wrapped(a.azimuth + t * wrapped(b.azimuth - a.azimuth)),
    elevation: a.elevation + t * (b.elevation - a.elevation),
    distance: byRatio(a.distance, b.distance, t),
  };
  const target = add(scale(from.target, 1 - t), scale(to.target, t));
  return poseOf(turntable, target, byRatio(from.zoom, to.zoom, t));
}

const byRatio = (a: number, b: number, t: number): number => a ** (1 - t) * b ** t;
