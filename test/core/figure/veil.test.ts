import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, cross, dot, scale, sub, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf, project, rayAt } from '#core/scene/camera.ts';
import { depthRange, screenOf, zOf } from '#core/scene/display/depth.ts';
import { behindVeil, planeZ, veilOf } from '#core/scene/display/veil.ts';
import type { PlaneMark, Scene } from '#core/scene/marks.ts';
import { cameras, directions, points } from '#test/support/arbitrary.ts';

const planeOf = (normal: Vec3, half = 1): PlaneMark => {
  const u = unit(cross(normal, Math.abs(normal[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0])) as Vec3;
  return {
    kind: 'plane',
    id: 'subspace:null',
    role: 'null',
    arrow: null,
    weight: 'quiet',
    centre: [0, 0, 0],
    u,
    w: cross(normal, u),
    halfSize: half,
    gridStep: 0.25,
  };
};
const sceneOf = (plane: PlaneMark): Scene => ({ marks: [plane], radius: 1, extent: plane.halfSize });
const sight = (camera: Camera): Vec3 => frameOf(camera.pose).forward;

describe('a translucent plane on screen', () => {
  test('is as deep at a pixel as where the ray through it meets the plane', () => {
    fc.assert(
      fc.property(cameras, directions, points(0.8), (camera, normal, near) => {
        fc.pre(Math.abs(dot(normal, sight(camera))) > 0.1);
        const scene = sceneOf(planeOf(normal));
        const pixel = project(camera, near);
        const { origin, direction } = rayAt(camera, pixel.x, pixel.y);
        const slope = dot(normal, direction);
        fc.pre(Math.abs(slope) > 0.05);
        const hit = add(origin, scale(direction, -dot(normal, origin) / slope));
        const depth = dot(sub(hit, camera.pose.position), sight(camera));
        fc.pre(depth > 0.2);
        const expected = zOf(camera, depthRange(camera, scene), depth);
        expect(planeZ(planeOf(normal), scene, camera)(pixel.x, pixel.y)).toBeCloseTo(expected, 6);
      }),
    );
  });

  test('hides what is on its far side and within its outline, and nothing else', () => {
    fc.assert(
      fc.property(cameras, directions, points(0.7), points(0.7), (camera, normal, a, b) => {
        const toEye =
          camera.projection === 'perspective'
            ? dot(normal, camera.pose.position)
            : -dot(normal, sight(camera));
        fc.pre(Math.abs(dot(normal, sight(camera))) > 0.2 && Math.abs(toEye) > 0.3);
        const plane = planeOf(normal, 5);
        const scene = sceneOf(plane);
        const veil = veilOf(scene, camera);
        const segment = screenOf(camera, scene).segment(a, b);
        if (!veil || !segment) return;
        const [from, to] = behindVeil(segment.from, segment.to, veil) ?? [0, 0];
        const isBehind = (point: Vec3): boolean => dot(normal, point) * toEye < 0;
        if (Math.abs(dot(normal, a)) > 1e-3) expect(from === 0 && to > 0).toBe(isBehind(a));
        if (Math.abs(dot(normal, b)) > 1e-3) expect(to === 1).toBe(isBehind(b));
      }),
    );
  });
});
