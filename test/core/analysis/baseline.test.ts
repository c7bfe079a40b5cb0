import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { percentileOf } from '#core/analysis/baseline.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const exact = (value: number) => ({ value, bound: 0 });

describe('the share of random directions with a smaller row part', () => {
  it('has the closed forms of the circle and the sphere', () => {
    fc.assert(
      fc.property(share, (t) => {
        // Archimedes: a coordinate of a random point of the sphere is uniform.
        const forms = [
          [percentileOf(exact(t), 1, 3), Math.sqrt(t)],
          [percentileOf(exact(t), 2, 3), 1 - Math.sqrt(1 - t)],
          [percentileOf(exact(t), 1, 2), (2 / Math.PI) * Math.asin(Math.sqrt(t))],
          [percentileOf(exact(t), 2, 4), t],
        ] as const;
        for (const [found, expected] of forms) {
          expect(Math.abs((found?.value ?? Number.NaN) - expected)).toBeLessThanOrEqual(found?.bound ?? 0);
        }
      }),
    );
  });

  it('is that of the null part the other way round, at the sizes of real layers too', () => {
    fc.assert(
      fc.property(share, fc.constantFrom([768, 3072], [4096, 14_336], [5, 12]), (t, [r = 0, d = 0]) => {
        const below = percentileOf(exact(t), r, d)?.value ?? Number.NaN;
        const above = percentileOf(exact(1 - t), d - r, d)?.value ?? Number.NaN;
        expect(below).toBeGreaterThanOrEqual(0);
        expect(Math.abs(below + above - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it('has a bound that covers what the share may be', () => {
    const { value, bound } = percentileOf({ value: 0.4, bound: 0.1 }, 1, 3) ?? exact(Number.NaN);
    for (const t of [0.3, 0.35, 0.45, 0.5]) expect(Math.abs(Math.sqrt(t) - value)).toBeLessThanOrEqual(bound);
  });

  it('says nothing where every direction has the same share, and of several directions', () => {
    expect(percentileOf(exact(0), 0, 3)).toBeNull();
    expect(percentileOf(exact(1), 3, 3)).toBeNull();
    const V = [
      [1, 0, 0],
      [0, 1, 0],
    ];
    expect(analyze({ ...defaultDocument, V }).direction.percentile).toBeNull();
  });

  it('is √0.4 for the notebook’s toy, and stands in every preset of rank 1 or 2', () => {
    expect(analyze(defaultDocument).direction.percentile?.value).toBeCloseTo(Math.sqrt(0.4), 12);
    for (const { document } of presets) {
      const { direction, rank, shape } = analyze(document);
      expect(direction.percentile === null).toBe(rank.used === 0 || rank.used === shape.d || shape.k > 1);
    }
  });
});
