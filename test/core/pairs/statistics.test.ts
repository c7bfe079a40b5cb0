import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aurocs } from '#core/pairs/auroc.ts';
import { metricsOf } from '#core/pairs/metrics.ts';
import { moments } from '#core/pairs/moments.ts';
import type { Survey } from '#core/pairs/survey.ts';

const CLASSES = 3;
const scored = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: 0, max: CLASSES - 1 })), {
  minLength: 2,
  maxLength: 40,
});

describe('AUROC', () => {
  it('is the chance that a member is above another, ties counting half', () => {
    fc.assert(
      fc.property(scored, (pairs) => {
        const found = aurocs(
          Float64Array.from(pairs, ([x]) => x),
          Int32Array.from(pairs, ([, code]) => code),
          CLASSES,
        );
        for (let code = 0; code < CLASSES; code++) {
          const members = pairs.filter(([, own]) => own === code);
          const others = pairs.filter(([, own]) => own !== code);
          if (members.length === 0 || others.length === 0) {
            expect(found[code]).toBeNull();
            continue;
          }
          const wins = members.flatMap(([a]) => others.map(([b]) => (a > b ? 1 : a === b ? 0.5 : 0)));
          expect(found[code]).toBeCloseTo(wins.reduce((sum: number, win) => sum + win, 0) / wins.length, 12);
        }
      }),
    );
  });

  it('leaves out what is no number', () => {
    expect(aurocs(Float64Array.of(1, Number.NaN, 2), Int32Array.of(0, 1, 1), 2)).toEqual([0, 1]);
  });
});

describe('mean and standard deviation', () => {
  it('are those of the finite numbers, also far from 0', () => {
    expect(moments(Float64Array.of(1e9 + 1, 1e9 + 2, 1e9 + 3, Number.NaN))).toEqual({
      count: 3,
      mean: 1e9 + 2,
      deviation: 1,
    });
    expect(moments(Float64Array.of(5))).toEqual({ count: 1, mean: 5, deviation: 0 });
    expect(moments(new Float64Array(0)).mean).toBeNaN();
  });
});

describe('the metrics of papers', () => {
  const columns = (base: number[], source: number[], das: number[]) =>
    ({
      base: Float64Array.from(base),
      source: Float64Array.from(source),
      das: Float64Array.from(das),
      rowUnit: Float64Array.from(base),
    }) as never as Survey['columns'];
  const value = (name: string, found: ReturnType<typeof metricsOf>): number =>
    found.find((metric) => metric.name === name)?.value ?? Number.NaN;

  it('follow their definitions', () => {
    const found = metricsOf(columns([2, 4], [-2, -4], [-1, 2]));
    expect(value('interchange accuracy, v', found)).toBe(0.5);
    expect(value('interchange accuracy, v̂_row', found)).toBe(0);
    // The mean falls from 3 to 0.5.
    expect(value('FLDD, v (Makelov et al.)', found)).toBeCloseTo(1 - 0.5 / 3, 14);
    expect(value('FLDD, v (recovered)', found)).toBeCloseTo((0.5 + 3) / 6, 14);
    expect(value('FLDD, v̂_row (Makelov et al.)', found)).toBe(0);
  });

  it('of Makelov et al. can exceed 1, and both are told apart by their names and definitions', () => {
    const found = metricsOf(columns([2], [-2], [-1]));
    expect(value('FLDD, v (Makelov et al.)', found)).toBe(1.5);
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
    expect(found.every(({ definition }) => definition.length > 10)).toBe(true);
  });
});
