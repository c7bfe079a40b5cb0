import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAt, cutBeyond, cutNear, rankAbove } from '#core/spectrum/cuts.ts';

/** Descending values, some of them equal and some of them zero. */
const spectra = fc
  .array(
    fc.oneof(
      fc.double({ min: -16, max: 0, noNaN: true }).map((x) => 10 ** x),
      fc.constantFrom(1, 1e-3, 0),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((values) => [...values, 1].sort((a, b) => b - a));

describe('the rank above a tolerance', () => {
  it('counts the values above it, relative to the largest', () => {
    const values = [200, 20, 2, 0];
    expect([0, 1e-3, 0.01, 0.05, 0.1, 0.5].map((tolerance) => rankAbove(values, tolerance))).toEqual([
      3, 3, 2, 2, 1, 1,
    ]);
    expect(rankAbove([0, 0], 0.5)).toBe(0);
  });
});

describe('the cut that keeps some of the values', () => {
  it('lies in the middle of the gap below them, with few digits', () => {
    expect(cutAt([1, 0.5, 1e-7, 0], 2)).toEqual({ rank: 2, tolerance: 2e-4 });
    expect(cutAt([4, 2e-7], 1)).toEqual({ rank: 1, tolerance: 2e-4 });
    expect(cutAt([1, 0.502, 0.501], 2)).toEqual({ rank: 2, tolerance: 0.5015 });
  });

  it('does not exist between equal values, above none of them, or within rounding', () => {
    expect(cutAt([1, 1, 0.5], 1)).toBeNull();
    expect(cutAt([1, 0.5], 0)).toBeNull();
    expect(cutAt([1, 0.5], 3)).toBeNull();
    expect(cutAt([1, 1e-17, 1e-18], 2)).toBeNull();
    expect(cutAt([0, 0], 1)).toBeNull();
  });

  it('gives the rank that it says, by a tolerance that a rule may have', () => {
    fc.assert(
      fc.property(spectra, fc.nat(14), (values, rank) => {
        const cut = cutAt(values, rank);
        if (!cut) return;
        expect(cut.rank).toBe(rank);
        expect(rankAbove(values, cut.tolerance)).toBe(rank);
        expect(cut.tolerance).toBeGreaterThan(0);
        expect(cut.tolerance).toBeLessThan(1);
      }),
    );
  });

  it('is found from any tolerance within its gap', () => {
    fc.assert(
      fc.property(spectra, fc.double({ min: 1e-15, max: 0.99, noNaN: true }), (values, tolerance) => {
        const cut = cutNear(values, tolerance);
        expect(cut?.rank).toBe(rankAbove(values, tolerance));
      }),
    );
    expect(cutNear([0], 0.5)).toBeNull();
  });
});

describe('the next cut', () => {
  it('keeps one value more or less, and passes over those that no tolerance tells apart', () => {
    const values = [1, 0.1, 0.1, 0.01, 1e-17];
    expect(cutBeyond(values, 1, 1)?.rank).toBe(3);
    expect(cutBeyond(values, 3, 1)?.rank).toBe(4);
    expect(cutBeyond(values, 3, -1)?.rank).toBe(1);
    expect(cutBeyond(values, 4, 1)).toBeNull();
    expect(cutBeyond(values, 1, -1)).toBeNull();
  });

  it('of a long step is the last one where the values end', () => {
    const values = [1, 0.1, 0.01, 1e-17];
    expect(cutBeyond(values, 1, 10)?.rank).toBe(3);
    expect(cutBeyond(values, 3, -10)?.rank).toBe(1);
    expect(cutBeyond(values, 3, 10)).toBeNull();
  });
});
