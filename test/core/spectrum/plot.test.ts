import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heightOfTolerance, type PlotSubject, spectrumPlot, toleranceAt } from '#core/spectrum/plot.ts';

const subject = (parts: Partial<PlotSubject>): PlotSubject => ({
  values: [4, 3, 2, 1e-6],
  bound: 1e-15,
  tolerance: 1e-4,
  width: 340,
  height: 180,
  ...parts,
});

describe('the picture of a spectrum', () => {
  it('has a point for every value, the larger the higher, inside of its frame', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-30, max: 1e30, noNaN: true }), { minLength: 1, maxLength: 900 }),
        fc.option(fc.double({ min: 0, max: 0.99, noNaN: true })),
        (unordered, tolerance) => {
          const values = unordered.sort((a, b) => b - a);
          const plot = spectrumPlot(subject({ values, tolerance, bound: 1e-25 * (values[0] ?? 0) }));
          const { frame, points, radius } = plot;
          expect(points).toHaveLength(values.length);
          for (const [i, { x, y }] of points.entries()) {
            expect(x - radius).toBeGreaterThanOrEqual(frame.left);
            expect(x + radius).toBeLessThanOrEqual(frame.right);
            expect(y).toBeGreaterThanOrEqual(frame.top);
            expect(y).toBeLessThanOrEqual(frame.bottom);
            const before = points[i - 1];
            if (before) expect(x > before.x && y >= before.y - 1e-9).toBe(true);
          }
          for (const { y } of plot.decades) expect(y).toBeLessThanOrEqual(frame.bottom);
          expect(plot.decades.length).toBeLessThanOrEqual(8);
          if (tolerance !== null)
            expect(heightOfTolerance(plot, tolerance)).toBeLessThanOrEqual(frame.bottom);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('puts one value in the middle, the largest at 10⁰', () => {
    const { points, decades, indices, frame } = spectrumPlot(subject({ values: [7] }));
    expect(points).toEqual([{ x: (frame.left + frame.right) / 2, y: frame.top }]);
    expect(decades[0]).toEqual({ y: frame.top, exponent: 0 });
    expect(indices).toEqual([{ x: (frame.left + frame.right) / 2, index: 1 }]);
  });

  it('gives values that cannot be told from zero a row of their own below the scale', () => {
    const plot = spectrumPlot(subject({ values: [1, 1e-3, 1e-16, 0] }));
    expect(plot.zero).not.toBeNull();
    expect(plot.points[2]?.y).toBe(plot.zero);
    expect(plot.points[3]?.y).toBe(plot.zero);
    const lowest = Math.max(...plot.decades.map(({ y }) => y));
    expect(plot.zero).toBeGreaterThan(lowest);
    expect(spectrumPlot(subject({})).zero).toBeNull();
    // Of the zero matrix nothing else is left.
    const none = spectrumPlot(subject({ values: [0, 0], bound: 0 }));
    expect(none.points.map(({ y }) => y)).toEqual([none.zero, none.zero]);
  });

  it('has the line of the tolerance between the values that it parts', () => {
    const plot = spectrumPlot(subject({}));
    const { points } = plot;
    const line = heightOfTolerance(plot, 1e-4);
    expect(line).toBeGreaterThan(points[2]?.y ?? Number.NaN);
    expect(line).toBeLessThan(points[3]?.y ?? Number.NaN);
    // A rule that has none needs no room for it.
    const short = { values: [1, 0.5] };
    const depthOf = (tolerance: number | null) =>
      spectrumPlot(subject({ ...short, tolerance })).decades.length;
    expect([depthOf(1e-4), depthOf(null)]).toEqual([5, 2]);
  });

  it('says which tolerance a height stands for', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-14, max: 0.99, noNaN: true }), (tolerance) => {
        const plot = spectrumPlot(subject({ tolerance }));
        expect(toleranceAt(plot, heightOfTolerance(plot, tolerance)) / tolerance).toBeCloseTo(1, 9);
        expect(toleranceAt(plot, -1000)).toBeLessThan(1);
        expect(toleranceAt(plot, 1e6)).toBeGreaterThan(0);
      }),
    );
  });
});
