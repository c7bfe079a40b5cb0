import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Analysis } from '#core/analysis/types.ts';
import type { RankRule } from '#core/document/schema.ts';
import { rankAbove } from '#core/spectrum/cuts.ts';
import { rankLabel } from '#core/words/rank.ts';
import { documentOf, type Instance } from '#test/support/instance.ts';
import { readNpyRows } from '#test/support/npy.ts';
import { readOracle } from '#test/support/oracle.ts';

const fixture = (name: string): number[][] =>
  readNpyRows(new URL(`../../fixtures/centred-12x5/${name}.npy`, import.meta.url));

const { W, V, base, source } = readOracle('centred-96x24-f32');
const centred: Instance = { W, V, base, source, stored: 'f32', readout: { kind: 'component', index: 0 } };
const by = (rank: RankRule, parts: Instance = centred): Analysis => analyze(documentOf({ ...parts, rank }));
const codesOf = ({ warnings }: Analysis): string[] => warnings.map(({ code }) => code);
const sayingOf = ({ warnings }: Analysis, code: string): string | undefined =>
  warnings.find((warning) => warning.code === code)?.text;
/** Whether a figure cannot be told from zero. */
const isNothing = ({ value, bound }: { value: number; bound: number }): boolean => Math.abs(value) <= bound;

describe('a layer whose rows were centred in float32', () => {
  const storage = by({ kind: 'storage' });
  const exact = by({ kind: 'exact' });
  const paper = by({ kind: 'paper' });

  it('has the exact rank 24 and the storage rank 23, by whichever rule', () => {
    for (const { rank } of [storage, exact, paper]) {
      expect(rank).toMatchObject({ exact: 24, storage: 23 });
    }
    expect([storage, exact, paper].map(({ rank }) => rank.used)).toEqual([23, 24, 24]);
    expect([storage, exact, paper].map(({ rank }) => rankLabel(rank))).toEqual([
      'rank 23, storage (exact 24)',
      'rank 24, exact (storage 23)',
      'rank 24, paper’s QR',
    ]);
  });

  it('says so, that v_row by the exact rank hangs on noise, and which rank is used', () => {
    expect(sayingOf(storage, 'ranksDiffer')).toBe(
      'The exact rank of W is 24, its storage rank 23: by the exact rank, v_row hangs on rounding noise of float32. ' +
        'The storage rank is used, and v_null W is 0 up to that noise.',
    );
    expect(sayingOf(exact, 'ranksDiffer')).toMatch(/noise of float32\. The exact rank is used\.$/);
    expect(sayingOf(by({ kind: 'tolerance', relative: 1e-10 }), 'ranksDiffer')).toMatch(
      /The rank 24 by the tolerance is used\.$/,
    );
    expect(codesOf(by({ kind: 'tolerance', relative: 1e-4 }))).not.toContain('ranksDiffer');
    expect(codesOf(storage)).not.toContain('rankNearTolerance');
  });

  it('labels the paper’s QR, and says that it hangs on noise', () => {
    expect(sayingOf(paper, 'paperRule')).toBe(
      'v_row is the reference notebook’s: all columns of an unpivoted QR count, also where they are rounding noise. ' +
        'The rank of W is 23, not 24, so v_row depends on noise.',
    );
    expect(codesOf(paper)).not.toContain('ranksDiffer');
    expect(sayingOf(by({ kind: 'paper' }, {}), 'paperRule')).toMatch(/rounding noise\.$/);
    expect(paper.rank.tolerance).toBeNull();
  });

  it('holds the composite and has terms of V_null W that are 0 up to its noise, by the storage rank', () => {
    for (const analysis of [storage, by({ kind: 'tolerance', relative: 1e-4 })]) {
      for (const { compositeResidual, effects, outputs } of analysis.pairs) {
        expect(isNothing(compositeResidual)).toBe(true);
        expect(isNothing(effects.rowNull.readout)).toBe(true);
        expect(isNothing(effects.nullNull.readout)).toBe(true);
        expect(isNothing(outputs.null.change)).toBe(true);
        expect(outputs.nullUnit && isNothing(outputs.nullUnit.change)).toBe(true);
        // By the size of the noise and no more: float32 has 7 digits.
        expect(effects.nullNull.readout.bound).toBeLessThan(1e-5);
      }
      expect(codesOf(analysis)).not.toContain('residualTooLarge');
      expect(codesOf(analysis)).not.toContain('columnsCut');
    }
  });

  it('allows for nothing by the exact rank, where V_null W is 0 to rounding', () => {
    for (const { effects, compositeResidual } of exact.pairs) {
      expect(effects.nullNull.readout.bound).toBeLessThan(1e-6);
      expect(isNothing(effects.nullNull.readout)).toBe(true);
      expect(isNothing(compositeResidual)).toBe(true);
    }
  });

  it('does not allow for a part of W that somebody cuts off', () => {
    const cut = by({ kind: 'tolerance', relative: 0.8 });
    expect(cut.rank.used).toBeLessThan(23);
    expect(codesOf(cut)).toEqual(expect.arrayContaining(['columnsCut', 'residualTooLarge']));
  });

  it('has a spectrum that tells the ranks apart', () => {
    const { spectrum, rank } = storage;
    const values = spectrum?.values ?? [];
    expect(values).toHaveLength(24);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(spectrum?.bound).toBeLessThan(values[23] ?? 0);
    expect(rankAbove(values, rank.tolerance ?? Number.NaN)).toBe(23);
    expect((values[22] ?? 0) / (values[0] ?? 0)).toBeCloseTo(rank.leastKept, 12);
    expect((values[23] ?? 0) / (values[0] ?? 0)).toBeCloseTo(rank.largestDropped, 12);
  });

  it('has another v_row by each, known to a bound', () => {
    const rowNorm = ({ direction }: Analysis): number => direction.rowNorm.value;
    expect(Math.abs(rowNorm(exact) - readOracle('centred-96x24-f32').expected.normRow)).toBeLessThan(1e-8);
    expect(Math.abs(rowNorm(storage) - rowNorm(exact))).toBeGreaterThan(1e-4);
    for (const { certificate } of [storage, exact]) {
      expect(certificate).toMatchObject({ kind: 'bound', stage: 'certified' });
      expect(certificate.bound).toBeGreaterThan(0);
    }
    expect(storage.certificate.bound).toBeLessThan(1e-11);
  });
});

describe('a 12 × 5 layer of rank 4, centred in float32', () => {
  const parts: Instance = {
    W: fixture('W'),
    V: fixture('v'),
    base: [Array(12).fill(0)],
    source: [Array(12).fill(1)],
    stored: 'f32',
  };
  const rowNormBy = (rank: RankRule): number => by(rank, parts).direction.rowNorm.value;

  it('has the v_row of its rank by storage, and that of the notebook by the paper’s QR', () => {
    expect(by({ kind: 'storage' }, parts).rank).toMatchObject({ used: 4, exact: 5, storage: 4 });
    expect(rowNormBy({ kind: 'storage' })).toBeCloseTo(0.23216488994292145, 7);
    expect(rowNormBy({ kind: 'paper' })).toBeCloseTo(0.8097574, 6);
    expect(by({ kind: 'storage' }, parts).direction.nullNorm.value).toBeCloseTo(0.972676463769986, 7);
  });
});

describe('the format that W was stored in', () => {
  it('changes the storage rank alone, and the rank used only where the rule goes by it', () => {
    const asF64 = { ...centred, stored: 'f64' } as const;
    expect(by({ kind: 'storage' }, asF64).rank).toMatchObject({ exact: 24, storage: 24, used: 24 });
    expect(by({ kind: 'exact' }, asF64).direction).toEqual(by({ kind: 'exact' }).direction);
    expect(codesOf(by({ kind: 'storage' }, asF64))).not.toContain('ranksDiffer');
  });
});
