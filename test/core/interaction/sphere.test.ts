import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rotate } from '#core/interaction/rotate.ts';
import { sphereConstraint, sphereDirection } from '#core/interaction/sphere.ts';
import { cross, dot, length, sub, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, project, rayAt } from '#core/scene/camera.ts';
import { cameras, directions } from '#test/support/arbitrary.ts';

const CENTRE: Vec3 = [0, 0, 0];

/** How far a ray passes from the centre. */
const missOf = (camera: Camera, x: number, y: number): number => {
  const { origin, direction } = rayAt(camera, x, y);
  return length(cross(origin, direction));
};

const start = (camera: Camera, tip: Vec3, offset = { x: 0, y: 0 }) => {
  const { x, y } = project(camera, tip);
  const pressed = { x: x - offset.x, y: y - offset.y };
  const solve = sphereConstraint(CENTRE, 1, tip, rayAt(camera, pressed.x, pressed.y));
  return { pressed, at: (px: number, py: number) => solve(rayAt(camera, px, py)) };
};

const pixels = fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 700 }) });
const near = ({ camera, tip }: { camera: Camera; tip: Vec3 }): boolean => {
  const { x, y } = project(camera, tip);
  return dot(tip, rayAt(camera, x, y).direction) < 0 && missOf(camera, x, y) < 0.95;
};
const scenes = fc.record({ camera: cameras, tip: directions });

describe('the sphere', () => {
  it('keeps the tip on it, wherever the pointer goes', () => {
    fc.assert(
      fc.property(scenes, pixels, ({ camera, tip }, { x, y }) => {
        const moved = start(camera, tip).at(x, y);
        expect(Math.abs(length(moved ?? [0, 0, 0]) - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  it('has the tip exactly under the pointer on the near side, within 0.95 of the radius', () => {
    fc.assert(
      fc.property(scenes.filter(near), pixels, ({ camera, tip }, { x, y }) => {
        fc.pre(missOf(camera, x, y) < 0.95);
        const moved = start(camera, tip).at(x, y);
        if (!moved) throw new Error('no answer');
        const at = project(camera, moved);
        expect(at.x).toBeCloseTo(x, 6);
        expect(at.y).toBeCloseTo(y, 6);
      }),
    );
  });

  it('does not jump at the press, on it or a few pixels off, near or far', () => {
    fc.assert(
      fc.property(scenes, ({ camera, tip }) => {
        for (const offset of [
          { x: 0, y: 0 },
          { x: 9, y: -7 },
        ]) {
          const { pressed, at } = start(camera, tip, offset);
          expect(length(sub(at(pressed.x, pressed.y) ?? CENTRE, tip))).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('is smooth: a pixel turns the tip by less than 12 pixels’ worth, across the outline and far outside', () => {
    fc.assert(
      fc.property(scenes, pixels, fc.boolean(), ({ camera, tip }, { x, y }, sideways) => {
        const { at } = start(camera, tip);
        const a = at(x, y) ?? CENTRE;
        const b = at(x + (sideways ? 1 : 0), y + (sideways ? 0 : 1)) ?? CENTRE;
        const pixel = project(camera, CENTRE).unitsPerPixel;
        expect(length(sub(a, b))).toBeLessThan(12 * pixel);
      }),
      { numRuns: 500 },
    );
  });

  it('turns monotonically away from the viewer as the pointer leaves the centre', () => {
    let last = 1;
    for (let rho = 0; rho < 20; rho += 0.01) {
      const turned = sphereDirection({ origin: [rho, 0, 5], direction: [0, 0, -1] }, CENTRE, 1, 1);
      expect(turned?.[2]).toBeLessThanOrEqual(last);
      expect(turned?.[2]).toBeGreaterThanOrEqual(0);
      last = turned?.[2] ?? Number.NaN;
    }
  });

  it('keeps a tip of the far half on the far half', () => {
    const camera: Camera = {
      pose: { position: [0, 0, 6], target: CENTRE, up: [0, 1, 0], zoom: 1 },
      projection: 'orthographic',
      width: 900,
      height: 700,
    };
    const { pressed, at } = start(camera, [0.6, 0, -0.8]);
    for (let dx = -80; dx <= 30; dx += 10) expect(at(pressed.x + dx, pressed.y)?.[2]).toBeLessThan(0);
  });

  it('has no answer without a sphere or a ray', () => {
    const ray = { origin: [0, 0, 5], direction: [0, 0, -1] } as const;
    expect(sphereConstraint(CENTRE, 0, [1, 0, 0], ray)(ray)).toBeNull();
    expect(sphereConstraint(CENTRE, 1, CENTRE, ray)(ray)).toBeNull();
    const broken = { origin: [Number.NaN, 0, 0], direction: [0, 0, -1] } as const;
    expect(sphereConstraint(CENTRE, 1, [1, 0, 0], ray)(broken)).toBeNull();
  });
});

describe('rotate', () => {
  it('keeps lengths and the part along the axis, and turns by the angle', () => {
    fc.assert(
      fc.property(directions, directions, fc.double({ min: -6, max: 6, noNaN: true }), (x, axis, angle) => {
        const turned = rotate(x, axis, angle);
        expect(length(turned)).toBeCloseTo(1, 12);
        expect(dot(turned, axis)).toBeCloseTo(dot(x, axis), 12);
        expect(length(sub(rotate(turned, axis, -angle), x))).toBeLessThan(1e-12);
      }),
    );
    expect(rotate([1, 0, 0], [0, 0, 2], Math.PI / 2)[1]).toBeCloseTo(1, 15);
    expect(rotate([1, 2, 3], [0, 0, 0], 1)).toEqual([1, 2, 3]);
  });
});
