import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { readoutFunction, weightsOf } from '#core/analysis/readout.ts';
import type { Document } from '#core/document/schema.ts';
import { exact } from '#core/linalg/bounded.ts';
import { documentOf } from '#test/support/instance.ts';
import { holdsRoot, inner, rational } from '#test/support/rational.ts';

const output = exact([3, -4, 12]);
const read = (readout: Document['readout']): number => readoutFunction(readout, 3)(output).value;

describe('a readout makes one number of an output', () => {
  it('by sum, component, difference, norm or weights', () => {
    expect(read({ kind: 'sum' })).toBe(11);
    expect(read({ kind: 'component', index: 1 })).toBe(-4);
    expect(read({ kind: 'difference', plus: 2, minus: 0 })).toBe(9);
    expect(read({ kind: 'norm' })).toBe(13);
    expect(read({ kind: 'vector', weights: [1, 0.5, -1] })).toBe(-11);
  });

  it('refuses an output that is not there', () => {
    expect(() => read({ kind: 'component', index: 3 })).toThrow('output 3 of 3');
    expect(() => read({ kind: 'vector', weights: [1] })).toThrow('1 weights for 3 outputs');
  });

  it('is a weighted sum of the outputs unless it is the norm', () => {
    expect(weightsOf({ kind: 'difference', plus: 2, minus: 0 }, 3)).toEqual([-1, 0, 1]);
    expect(weightsOf({ kind: 'difference', plus: 1, minus: 1 }, 3)).toEqual([0, 0, 0]);
    expect(weightsOf({ kind: 'norm' }, 3)).toBeNull();
  });

  it('bounds the norm of an output too', () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 3, maxLength: 3 }), (b) => {
        const W = [
          [1, 2],
          [3, 4],
          [5, 6],
        ];
        const doc = documentOf({ W, base: [b], source: [b], readout: { kind: 'norm' } });
        const out = [0, 1].map((j) =>
          inner(
            b.map(rational),
            W.map((row) => rational(row[j] ?? 0)),
          ),
        );
        const figure = analyze(doc).pairs[0]?.outputs.base.readout;
        return figure !== undefined && holdsRoot(figure, inner(out, out));
      }),
    );
  });
});

describe('with the norm', () => {
  it('effects are differences of norms, and need not add up', () => {
    const doc = documentOf({
      W: [
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      V: [[0.6, 0, 0.8]],
      base: [[0, 1, 0]],
      source: [[2, 1, 1]],
      readout: { kind: 'norm' },
    });
    const pair = analyze(doc).pairs[0];
    const { das, row, base } = pair?.outputs ?? {};
    expect(das?.readout.value).toBeCloseTo(Math.hypot(1.2, 1), 14);
    expect(pair?.effects.total.readout.value).toBeCloseTo(Math.hypot(1.2, 1) - 1, 14);
    expect(pair?.effects.illusion.readout.value).toBe((row?.readout.value ?? 0) - (das?.readout.value ?? 0));
    expect(base?.change).toEqual({ value: 0, bound: 0 });
    // The share of the effect is one of activations, so the readout does not enter it.
    expect(pair?.retainedRaw?.value).toBeCloseTo(0.6, 14);
    expect(Math.abs(pair?.compositeResidual.value ?? 1)).toBeLessThanOrEqual(
      pair?.compositeResidual.bound ?? 0,
    );
  });
});
