import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { analysisSchema, type PairAnalysis } from '#core/analysis/types.ts';
import { documentOf } from '#test/support/instance.ts';

const near = (x: number) => expect.closeTo(x, 12) as number;
const only = (doc: ReturnType<typeof documentOf>): PairAnalysis => {
  const [pair] = analyze(doc).pairs;
  if (!pair) throw new Error('no pair');
  return pair;
};

describe("the notebook's toy", () => {
  const analysis = analyze(documentOf());
  const pair = only(documentOf());
  const root = Math.SQRT2;

  it('is cut as the notebook cuts it', () => {
    const { direction } = analysis;
    expect(direction.vRow[0]).toEqual([near(0), near((-2 * root) / 5), near(root / 5)]);
    expect(direction.rowNorm.value).toBeCloseTo(Math.sqrt(0.4), 14);
    expect(direction.nullNorm.value).toBeCloseTo(Math.sqrt(0.6), 14);
    expect(direction.rowShare.value).toBeCloseTo(0.4, 14);
    expect(direction.randomShare).toBe(1 / 3);
    expect(direction.angle.value).toBeCloseTo(Math.acos(Math.sqrt(0.4)), 14);
    expect(analysis.rank).toEqual({
      exact: 1,
      storage: 1,
      used: 1,
      rule: { kind: 'exact' },
      tolerance: 3 * 2 ** -52,
      leastKept: 1,
      largestDropped: 0,
      method: 'pivoted QR',
    });
    expect(analysis.certificate).toMatchObject({ kind: 'bound', stage: 'certified' });
    expect(analysis.certificate.bound).toBeGreaterThan(0);
    expect(analysis.certificate.bound).toBeLessThan(1e-14);
    expect(analysis.spectrum?.values).toEqual([near(Math.sqrt(5))]);
  });

  it('has the recorded outputs', () => {
    const readouts = Object.fromEntries(
      Object.entries(pair.outputs).map(([name, output]) => [name, output?.readout.value]),
    );
    expect(readouts).toEqual({
      base: near(1),
      source: near(2),
      das: near(2),
      row: near(1.4),
      null: near(1),
      rowUnit: near(2),
      nullUnit: near(1),
    });
  });

  it('has the recorded effects: 0.6 is missing, and the expansion closes', () => {
    const { effects } = pair;
    expect(effects.total.readout.value).toBeCloseTo(1, 14);
    expect(effects.rowRow.readout.value).toBeCloseTo(0.4, 14);
    expect(effects.nullRow.readout.value).toBeCloseTo(0.6, 14);
    expect(effects.illusion.readout.value).toBeCloseTo(-0.6, 14);
    expect(effects.rowNull.readout.value).toBeCloseTo(0, 14);
    expect(effects.nullNull.readout.value).toBeCloseTo(0, 14);
    expect(pair.alphaNull[0]?.value).toBeCloseTo(0.3 * root, 14);
    expect(Math.abs(pair.compositeResidual.value)).toBeLessThanOrEqual(pair.compositeResidual.bound);
    expect(pair.compositeResidual.bound).toBeLessThan(1e-13);
    expect(pair.retainedRaw?.value).toBeCloseTo(0.4, 14);
    expect(pair.retainedUnit?.value).toBeCloseTo(1, 14);
    expect(pair.zeroCase).toBeNull();
    expect(analysis.warnings).toEqual([]);
  });

  it('is plain data of the agreed shape', () => {
    expect(analysisSchema.parse(JSON.parse(JSON.stringify(analysis)))).toEqual(
      JSON.parse(JSON.stringify(analysis)),
    );
  });
});

describe("Makelov's toy: read-in (1, 0, 1), read-out (0, 2, 1)", () => {
  const makelov = (v: number[]) =>
    documentOf({ W: [[0], [2], [1]], V: [v], base: [[0, 0, 0]], source: [[1, 0, 1]] });

  it('hides the whole effect of the illusory v = (1, 1, 0)/√2 behind a null part', () => {
    const pair = only(makelov([Math.SQRT1_2, Math.SQRT1_2, 0]));
    expect(pair.outputs.das.readout.value).toBeCloseTo(1, 14);
    expect(pair.outputs.row.readout.value).toBeCloseTo(0.4, 14);
    expect(pair.effects.nullRow.readout.value).toBeCloseTo(0.6, 14);
  });

  it('keeps 20 % of e₃ with the raw row patch and all of it with the unit row patch', () => {
    const pair = only({ ...makelov([0, 0, 1]), base: [[1, 0, 1]], source: [[2, 0, 2]] });
    expect(pair.outputs.row.readout.value).toBeCloseTo(1.2, 14);
    expect(pair.retainedRaw?.value).toBeCloseTo(0.2, 14);
    expect(pair.retainedUnit?.value).toBeCloseTo(1, 14);
  });
});

describe('hierarchical equality: W2 of rank 2 with singular values 2√5 and 2', () => {
  const first = [1, -1, 0, 1, 0, 0, 0, 0];
  const second = [-1, 1, 1, 0, 0, 0, 0, 0];
  const W = Array.from({ length: 8 }, (_, i) => (i < 4 ? first : second));
  const doc = documentOf({
    W,
    V: [[0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0]],
    base: [[1, 2, 3, 4, 5, 6, 7, 8]],
    source: [[2, 2, 2, 2, 1, 1, 1, 1]],
  });

  it('reads the mean of either half, and nothing else', () => {
    const analysis = analyze(doc);
    expect(analysis.rank.used).toBe(2);
    expect(analysis.direction.nullNorm.value).toBeLessThanOrEqual(analysis.direction.nullNorm.bound);
    expect(analysis.pairs[0]?.zeroCase).toBe('noNullPart');
  });

  it('cannot see a difference within a half', () => {
    const analysis = analyze({ ...doc, V: [[Math.SQRT1_2, -Math.SQRT1_2, 0, 0, 0, 0, 0, 0]] });
    expect(analysis.pairs[0]?.zeroCase).toBe('noRowPart');
    expect(analysis.pairs[0]?.retainedRaw).toBeNull();
    expect(analysis.direction.vRowUnit).toBeNull();
  });
});
