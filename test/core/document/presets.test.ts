import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { PairAnalysis } from '#core/analysis/types.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import { documentSchema } from '#core/document/schema.ts';

const pairOf = (id: string): PairAnalysis => {
  const preset = presets.find((one) => one.id === id);
  const pair = preset && analyze(preset.document).pairs[0];
  if (!pair) throw new Error(`no preset ${id}`);
  return pair;
};

describe('the presets', () => {
  it('are valid documents, and no two have the same id or title', () => {
    for (const { document, summary } of presets) {
      expect(documentSchema.parse(document)).toEqual(document);
      expect(summary).toMatch(/\.$/);
    }
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
    expect(new Set(presets.map(({ title }) => title)).size).toBe(presets.length);
  });

  it('begin with the notebook’s toy', () => {
    expect(defaultDocument).toBe(presets[0]?.document);
    const { outputs, effects } = pairOf('notebook');
    expect(outputs.das.readout.value).toBeCloseTo(2, 12);
    expect(outputs.row.readout.value).toBeCloseTo(1.4, 12);
    expect(effects.nullRow.readout.value).toBeCloseTo(0.6, 12);
    expect(effects.illusion.readout.value).toBeCloseTo(-0.6, 12);
  });

  it('have Makelov’s toy: the raw row patch of e₃ gives 1.2 and keeps 0.2, the unit one has all', () => {
    const { outputs, effects, retainedRaw, retainedUnit } = pairOf('makelov-e3');
    expect(outputs.row.readout.value).toBeCloseTo(1.2, 12);
    expect(retainedRaw?.value).toBeCloseTo(0.2, 12);
    expect(outputs.rowUnit?.change.value).toBeCloseTo(1, 12);
    expect(retainedUnit?.value).toBeCloseTo(1, 12);
    expect(effects.total.readout.value).toBeCloseTo(1, 12);
    expect(pairOf('makelov-illusory').effects.total.readout.value).toBeCloseTo(1, 12);
  });

  it.each([
    ['full-rank', 'noNullPart'],
    ['honest', 'noNullPart'],
    ['source-is-base', 'sourceIsBase'],
    ['delta-orthogonal', 'deltaOrthogonalToNullPart'],
    ['no-row-part', 'noRowPart'],
    ['notebook', null],
    ['makelov-illusory', null],
    ['makelov-e3', null],
    ['plane', null],
  ] as const)('%s has the zero case %s', (id, zeroCase) => {
    expect(pairOf(id).zeroCase).toBe(zeroCase);
  });
});
