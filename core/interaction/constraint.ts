import type { ConstraintSpec } from '#core/arrows/types.ts';
import { add, dot, length, scale, sub, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf, type Ray } from '#core/scene/camera.ts';
import { sphereConstraint } from './sphere.ts';
import type { Constraint } from './types.ts';

/** A plane whose normal makes less than this with the line of sight (cosine) is edge-on. */
export const EDGE_ON = 0.2;

/** A line that is closer than this to the line of sight (cosine) is seen end-on. */
export const END_ON = 0.99;

/** Tips stay within this many times the size of the picture. */
const FARTHEST = 100;

/** What a constraint is solved from: where the tip stood, the pointer's ray then, and how the viewer looks. */
export interface Start {
  readonly tip: Vec3;
  readonly ray: Ray;
  readonly camera: Camera;
}

/**
 * The constraint as a function of the pointer's ray. For all but the sphere, which keeps its own grab
 * offset, the ray is the one through the tip while the pointer has not moved. It answers null, which means
 * no change, where the drag has no answer: seen edge-on, or anything that is not finite.
 */
export function solveConstraint(spec: ConstraintSpec, start: Start): Constraint {
  const { pose } = start.camera;
  const most = FARTHEST * Math.max(1, length(start.tip), length(sub(pose.position, pose.target)));
  const solve = solver(spec, start);
  return (ray) => {
    const tip = solve(ray);
    return tip?.every((x) => Math.abs(x) <= most) ? tip : null;
  };
}

function solver(spec: ConstraintSpec, { tip, ray: pressed, camera }: Start): Constraint {
  switch (spec.kind) {
    case 'fixed':
      return () => null;
    case 'viewPlane': {
      const { forward } = frameOf(camera.pose);
      return (ray) => onPlane(ray, tip, forward);
    }
    case 'plane': {
      const normal = unit(spec.normal);
      return (ray) =>
        normal && Math.abs(dot(normal, ray.direction)) >= EDGE_ON ? onPlane(ray, spec.through, normal) : null;
    }
    case 'line': {
      const along = unit(spec.along);
      return (ray) =>
        along && Math.abs(dot(along, ray.direction)) <= END_ON ? onLine(ray, spec.through, along) : null;
    }
    case 'sphere':
      return sphereConstraint(spec.centre, spec.radius, tip, pressed);
  }
}

/** Whether a constraint cannot be dragged from here: a plane seen edge-on, a line seen end-on, no space at all. */
export function isEdgeOn(spec: ConstraintSpec, ray: Ray): boolean {
  if (spec.kind === 'plane')
    return Math.abs(dot(unit(spec.normal) ?? ray.direction, ray.direction)) < EDGE_ON;
  return spec.kind === 'line' && Math.abs(dot(unit(spec.along) ?? ray.direction, ray.direction)) > END_ON;
}

/** Where a ray meets the plane through a point; null behind the eye or parallel to it. */
export function onPlane(ray: Ray, through: Vec3, normal: Vec3): Vec3 | null {
  const slope = dot(ray.direction, normal);
  const distance = dot(sub(through, ray.origin), normal) / slope;
  return distance >= 0 && Number.isFinite(distance) ? add(ray.origin, scale(ray.direction, distance)) : null;
}

/** The point of the line through a point that is nearest to the ray; null where they are parallel. */
export function onLine(ray: Ray, through: Vec3, along: Vec3): Vec3 | null {
  const between = sub(ray.origin, through);
  const cosine = dot(along, ray.direction);
  const sine2 = 1 - cosine * cosine;
  if (!(sine2 > 0)) return null;
  return add(through, scale(along, (dot(between, along) - cosine * dot(between, ray.direction)) / sine2));
}
