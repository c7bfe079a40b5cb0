import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { footprintOf, overlapOf } from '#core/figure/footprint.ts';
import { type Owned, paintOrder } from '#core/figure/paintOrder.ts';
import type { ScreenPoint, Shape, StrokeShape } from '#core/scene/display/shapes.ts';

const paint = { role: 'ink', strength: 1 } as const;
const screenPoint: fc.Arbitrary<ScreenPoint> = fc.record({
  x: fc.integer({ min: 0, max: 100 }),
  y: fc.integer({ min: 0, max: 100 }),
  z: fc.integer({ min: -900, max: 900 }).map((z) => z / 1000),
});
const strokeOf = (from: ScreenPoint, to: ScreenPoint): StrokeShape => ({
  kind: 'stroke',
  from,
  to,
  width: 2,
  cap: 'butt',
  paint,
});
const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc
    .tuple(screenPoint, screenPoint)
    .filter(([a, b]) => Math.hypot(a.x - b.x, a.y - b.y) > 8)
    .map(([from, to]) => strokeOf(from, to)),
  screenPoint.map((at): Shape => ({ kind: 'disc', at, radius: 4, rim: null, inside: 'paint', paint })),
);

/** Of every pair of shapes that overlap, whether the one painted later is the nearer one where they do. */
function wrongPairs(order: readonly Owned<unknown>[]): number {
  const footprints = order.map((own) => footprintOf(own.shape));
  let wrong = 0;
  footprints.forEach((a, i) => {
    footprints.slice(i + 1).forEach((b, j) => {
      const at = overlapOf(a, b);
      const alike = order[i]?.owner === order[i + 1 + j]?.owner;
      if (at && !alike && b.z(...at) > a.z(...at) + 1e-6) wrong += 1;
    });
  });
  return wrong;
}

describe('the order of painting', () => {
  test('puts the nearer of two shapes that overlap last, wherever that is possible', () => {
    fc.assert(
      fc.property(fc.array(shape, { minLength: 2, maxLength: 14 }), (shapes) => {
        expect(wrongPairs(paintOrder(shapes.map((own, i) => ({ owner: i, shape: own }))))).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  test('splits strokes that lie over one another in a circle', () => {
    const at = (x: number, y: number, z: number): ScreenPoint => ({ x, y, z });
    // Each lies over the next at one end and under the one before at the other.
    const circle = [
      strokeOf(at(10, 20, 0.5), at(90, 20, -0.5)),
      strokeOf(at(80, 10, 0.5), at(40, 90, -0.5)),
      strokeOf(at(60, 90, 0.5), at(20, 10, -0.5)),
    ];
    const order = paintOrder(circle.map((own, i) => ({ owner: i, shape: own })));
    expect(order.length).toBeGreaterThan(3);
    expect(wrongPairs(order)).toBe(0);
  });

  test('keeps what belongs together together', () => {
    const at = (x: number, y: number): ScreenPoint => ({ x, y, z: 0 });
    const pieces = [0, 1, 2, 3].map((i) => ({
      owner: i % 2,
      shape: strokeOf(at(10 * i, 10), at(10 * i + 8, 10)),
    }));
    expect(paintOrder(pieces).map(({ owner }) => owner)).toEqual([0, 0, 1, 1]);
  });
});
