import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConstraintSpec } from '#core/arrows/types.ts';
import { EDGE_ON, END_ON, isEdgeOn, onLine, onPlane, solveConstraint } from '#core/interaction/constraint.ts';
import { add, cross, dot, length, scale, sub, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf, project, rayAt } from '#core/scene/camera.ts';
import { cameras, directions, points } from '#test/support/arbitrary.ts';

const steps = fc.record({ x: fc.integer({ min: -150, max: 150 }), y: fc.integer({ min: -150, max: 150 }) });

const pixelOf = (camera: Camera, point: Vec3) => {
  const { x, y } = project(camera, point);
  return { x, y };
};

/** The constraint for a drag that began with the pointer on the tip, as a function of the pointer's step. */
const dragged = (spec: ConstraintSpec, tip: Vec3, camera: Camera) => {
  const { x, y } = pixelOf(camera, tip);
  const solve = solveConstraint(spec, { tip, ray: rayAt(camera, x, y), camera });
  return (dx: number, dy: number) => solve(rayAt(camera, x + dx, y + dy));
};

const planeOf = (through: Vec3, normal: Vec3): ConstraintSpec => ({
  kind: 'plane',
  through,
  normal,
  name: 'plane',
});
const lineOf = (through: Vec3, along: Vec3): ConstraintSpec => ({
  kind: 'line',
  through,
  along,
  name: 'line',
});

describe('the view plane', () => {
  it('keeps the tip at its distance and exactly under the pointer, in every camera', () => {
    fc.assert(
      fc.property(cameras, points(1.5), steps, (camera, tip, step) => {
        const moved = dragged({ kind: 'viewPlane' }, tip, camera)(step.x, step.y);
        if (!moved) throw new Error('no answer');
        const { forward } = frameOf(camera.pose);
        expect(Math.abs(dot(sub(moved, tip), forward))).toBeLessThan(1e-12 * 20);
        const [from, to] = [pixelOf(camera, tip), pixelOf(camera, moved)];
        expect(to.x - from.x).toBeCloseTo(step.x, 7);
        expect(to.y - from.y).toBeCloseTo(step.y, 7);
      }),
    );
  });
});

describe('a plane', () => {
  const scenes = fc
    .record({ camera: cameras, tip: points(1), normal: directions, step: steps })
    .filter(({ camera, tip, normal }) => {
      const { x, y } = pixelOf(camera, tip);
      return !isEdgeOn(planeOf(tip, normal), rayAt(camera, x, y));
    });

  it('keeps the tip on it, and under the pointer unless it is edge-on there', () => {
    fc.assert(
      fc.property(scenes, ({ camera, tip, normal, step }) => {
        const moved = dragged(planeOf(tip, normal), tip, camera)(step.x, step.y);
        if (!moved) return;
        expect(Math.abs(dot(sub(moved, tip), normal))).toBeLessThan(1e-12 * Math.max(20, length(moved)));
        const [from, to] = [pixelOf(camera, tip), pixelOf(camera, moved)];
        expect(to.x - from.x).toBeCloseTo(step.x, 5);
        expect(to.y - from.y).toBeCloseTo(step.y, 5);
      }),
    );
  });

  it('moves no faster than edge-on allows: a pixel is at most 1 / EDGE_ON of its own size, twice', () => {
    fc.assert(
      fc.property(scenes, ({ camera, tip, normal, step }) => {
        const to = dragged(planeOf(tip, normal), tip, camera);
        const [a, b] = [to(step.x, step.y), to(step.x + 1, step.y)];
        if (!a || !b) return;
        const pixel = Math.max(project(camera, a).unitsPerPixel, project(camera, b).unitsPerPixel);
        expect(length(sub(a, b))).toBeLessThan((2 / EDGE_ON) * pixel);
      }),
    );
  });

  it('refuses and freezes where it is seen edge-on', () => {
    fc.assert(
      fc.property(cameras, directions, (camera, random) => {
        const origin: Vec3 = [0, 0, 0];
        const { x, y } = pixelOf(camera, origin);
        const ray = rayAt(camera, x, y);
        const normal = unit(cross(ray.direction, random));
        if (!normal) return;
        const tilted = unit(add(normal, scale(ray.direction, EDGE_ON * 0.9))) ?? normal;
        expect(isEdgeOn(planeOf(origin, tilted), ray)).toBe(true);
        expect(dragged(planeOf(origin, tilted), origin, camera)(0, 0)).toBeNull();
      }),
    );
  });

  it('has no answer behind the eye, nor where the ray runs along it', () => {
    const ray = { origin: [0, 0, 5], direction: [0, 0, -1] } as const;
    expect(onPlane(ray, [0, 0, 6], [0, 0, 1])).toBeNull();
    expect(onPlane(ray, [1, 0, 0], [1, 0, 0])).toBeNull();
    expect(onPlane(ray, [3, 4, 1], [0, 0, 1])).toEqual([0, 0, 1]);
  });
});

describe('a line', () => {
  it('keeps the tip on it, at the point nearest to the ray', () => {
    fc.assert(
      fc.property(cameras, points(1), directions, steps, (camera, tip, along, step) => {
        const moved = dragged(lineOf(tip, along), tip, camera)(step.x, step.y);
        if (!moved) return;
        const way = sub(moved, tip);
        expect(length(sub(way, scale(along, dot(way, along))))).toBeLessThan(
          1e-12 * Math.max(1, length(way)),
        );
        const { x, y } = pixelOf(camera, tip);
        const { origin, direction } = rayAt(camera, x + step.x, y + step.y);
        const distance = (p: Vec3) => length(cross(sub(p, origin), direction));
        for (const t of [-1e-3, 1e-3]) {
          expect(distance(moved)).toBeLessThanOrEqual(distance(add(moved, scale(along, t))) + 1e-9);
        }
      }),
    );
  });

  it('stays where it is while the pointer does', () => {
    fc.assert(
      fc.property(cameras, points(1), directions, (camera, tip, along) => {
        const moved = dragged(lineOf(tip, along), tip, camera)(0, 0);
        if (moved) expect(length(sub(moved, tip))).toBeLessThan(1e-10);
      }),
    );
  });

  it('refuses and freezes where it is seen end-on', () => {
    fc.assert(
      fc.property(cameras, directions, (camera, random) => {
        const origin: Vec3 = [0, 0, 0];
        const { x, y } = pixelOf(camera, origin);
        const ray = rayAt(camera, x, y);
        const aside = unit(cross(ray.direction, random));
        if (!aside) return;
        const along = unit(add(ray.direction, scale(aside, 0.1))) ?? ray.direction;
        expect(Math.abs(dot(along, ray.direction))).toBeGreaterThan(END_ON);
        expect(isEdgeOn(lineOf(origin, along), ray)).toBe(true);
        expect(dragged(lineOf(origin, along), origin, camera)(0, 0)).toBeNull();
      }),
    );
  });

  it('has no nearest point to a parallel ray', () => {
    expect(onLine({ origin: [0, 0, 5], direction: [0, 0, -1] }, [1, 0, 0], [0, 0, 1])).toBeNull();
  });
});

describe('pointers that make no sense', () => {
  const specs: readonly ConstraintSpec[] = [
    { kind: 'viewPlane' },
    planeOf([0, 0, 0], [0, 0, 1]),
    lineOf([0, 0, 0], [1, 0, 0]),
    { kind: 'sphere', centre: [0, 0, 0], radius: 1, name: 'unit sphere' },
    { kind: 'fixed', reason: 'follows from the others' },
  ];
  const wild = fc.oneof(
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300, 1e9),
    fc.double(),
  );

  it('move nothing, or move the tip to a finite place near the picture', () => {
    fc.assert(
      fc.property(cameras, fc.constantFrom(...specs), wild, wild, (camera, spec, x, y) => {
        const tip = dragged(spec, [1, 0, 0], camera)(x, y);
        if (tip) for (const t of tip) expect(Math.abs(t)).toBeLessThanOrEqual(100 * 13);
      }),
      { numRuns: 400 },
    );
  });

  it('are answered with null by a constraint without a space', () => {
    for (const spec of [planeOf([0, 0, 0], [0, 0, 0]), lineOf([0, 0, 0], [0, 0, 0])]) {
      const ray = { origin: [0, 0, 5], direction: [0, 0, -1] } as const;
      expect(isEdgeOn(spec, ray)).toBe(spec.kind === 'line');
    }
  });
});
