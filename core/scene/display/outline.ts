import { add, cross, dot, orthogonal, scale, sub, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf } from '../camera.ts';
import { circle } from '../guides.ts';

/**
 * The circle along which a sphere turns away from the viewer, as a closed polyline: what is seen as its
 * outline (in perspective it stands nearer than the centre, and is smaller). Empty from inside the sphere.
 */
export function outlineOf(camera: Camera, centre: Vec3, radius: number, pieces = 128): Vec3[] {
  const { forward, right, up } = frameOf(camera.pose);
  if (camera.projection === 'orthographic') {
    return circle(centre, scale(right, radius), scale(up, radius), pieces);
  }
  const toEye = sub(camera.pose.position, centre);
  const squared = dot(toEye, toEye);
  const share = (radius * radius) / squared;
  if (!(share < 1)) return [];
  const axis = unit(toEye) ?? scale(forward, -1);
  const a = unit(cross(up, axis)) ?? orthogonal(axis);
  const seen = radius * Math.sqrt(1 - share);
  return circle(add(centre, scale(toEye, share)), scale(a, seen), scale(cross(axis, a), seen), pieces);
}
