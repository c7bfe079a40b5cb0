import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalised, setBase, setColumn, setDirection, setSource } from '#core/document/edit.ts';
import { defaultDocument } from '#core/document/presets.ts';
import type { Document, Rows } from '#core/document/schema.ts';
import { fittingReadout, isMisfit, replaceTensors } from '#core/document/tensors.ts';
import { instances } from '#test/support/arbitrary.ts';

const inner = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

/** The largest magnitude of an entry of V Vᵀ − I. */
const skewness = (V: Rows): number =>
  Math.max(...V.flatMap((a, i) => V.map((b, j) => Math.abs(inner(a, b) - (i === j ? 1 : 0)))));

const entry = fc.double({ min: -3, max: 3, noNaN: true });

describe('setDirection', () => {
  it('under the unit lock gives length 1 and keeps the other rows orthonormal to it', () => {
    fc.assert(
      fc.property(instances(6), fc.array(entry, { minLength: 6, maxLength: 6 }), (document, typed) => {
        const v = typed.slice(0, document.W.length);
        fc.pre(Math.hypot(...v) > 0.1);
        const set = setDirection(document, v);
        if (!set) return;
        expect(skewness(set.V)).toBeLessThan(1e-14);
        const size = Math.hypot(...v);
        set.V[document.direction]?.forEach((x, i) => {
          expect(x).toBeCloseTo((v[i] ?? 0) / size, 14);
        });
        expect({ ...set, V: null }).toEqual({ ...document, V: null });
      }),
    );
  });

  it('without the lock takes it as it is and leaves the other rows', () => {
    const document: Document = {
      ...defaultDocument,
      unitLength: false,
      V: [
        [1, 0, 0],
        [0, 1, 0],
      ],
    };
    expect(setDirection(document, [2, 3, 4])?.V).toEqual([
      [2, 3, 4],
      [0, 1, 0],
    ]);
  });

  it('refuses what is no direction', () => {
    for (const unitLength of [true, false]) {
      const document = { ...defaultDocument, unitLength };
      for (const v of [
        [0, 0, 0],
        [Number.NaN, 0, 1],
        [1e80, 0, 0],
        [Number.POSITIVE_INFINITY, 0, 0],
      ]) {
        expect(setDirection(document, v)).toBeNull();
      }
    }
  });

  it('is done with tiny and with large vectors', () => {
    for (const size of [1e-320, 1e-160, 1e70]) {
      const v = setDirection(defaultDocument, [3 * size, 4 * size, 0])?.V[0] ?? [];
      expect(v[0]).toBeCloseTo(0.6, 2);
      expect(Math.hypot(...v)).toBeCloseTo(1, 12);
    }
    expect(normalised([0, 0])).toBeNull();
  });

  it('refuses a direction that would leave another row nothing', () => {
    const document: Document = {
      ...defaultDocument,
      V: [
        [1, 0, 0],
        [0, 1, 0],
      ],
    };
    const set = setDirection(document, [0, 1, 0]);
    if (set) expect(skewness(set.V)).toBeLessThan(1e-14);
  });
});

describe('setBase, setSource and setColumn', () => {
  it('change their own entries, and refuse what is not finite or too large', () => {
    expect(setBase(defaultDocument, [1, 2, 3])?.base).toEqual([[1, 2, 3]]);
    expect(setSource(defaultDocument, [1, 2, 3])?.source).toEqual([[1, 2, 3]]);
    expect(setColumn(defaultDocument, 0, [1, 2, 3])?.W).toEqual([[1], [2], [3]]);
    for (const bad of [
      [Number.NaN, 0, 0],
      [1e80, 0, 0],
    ]) {
      expect(setBase(defaultDocument, bad)).toBeNull();
      expect(setSource(defaultDocument, bad)).toBeNull();
      expect(setColumn(defaultDocument, 0, bad)).toBeNull();
    }
  });
});

describe('replaceTensors', () => {
  const flat = {
    W: [
      [1, 2],
      [3, 4],
    ],
    V: [[1, 0]],
    base: [[1, 1]],
    source: [[2, 2]],
  };

  it('changes every shape at once, and falls back to what the new one has', () => {
    const document: Document = {
      ...defaultDocument,
      base: [
        [1, 0, 0],
        [0, 1, 0],
      ],
      source: [
        [2, 0, 0],
        [0, 2, 0],
      ],
      pair: 1,
      V: [
        [1, 0, 0],
        [0, 1, 0],
      ],
      direction: 1,
    };
    const replaced = replaceTensors(document, flat);
    if (isMisfit(replaced)) throw new Error(replaced.message);
    expect(replaced).toMatchObject({ ...flat, pair: 0, direction: 0 });
  });

  it.each([
    ['V', { ...flat, V: [[1, 0, 0]] }, /every row of V has 2 entries; this one has 3\.$/],
    ['base', { ...flat, base: [[1]] }, /every row of base has 2/],
    [
      'source',
      {
        ...flat,
        source: [
          [1, 1],
          [2, 2],
        ],
      },
      /as many sources as bases/,
    ],
    ['V', { ...flat, V: [[0, 0]] }, /zero vector/],
    ['W', { ...flat, W: [[1, 2], [3]] }, /same number of columns/],
    [
      'W',
      {
        ...flat,
        W: [
          [1, Number.NaN],
          [3, 4],
        ],
      },
      /expected number/,
    ],
  ])('names %s where it does not fit', (tensor, tensors, sentence) => {
    const misfit = replaceTensors(defaultDocument, tensors);
    if (!isMisfit(misfit)) throw new Error('it fitted');
    expect(misfit.tensor).toBe(tensor);
    expect(misfit.message).toMatch(sentence);
  });

  it('keeps a readout that fits, and takes the sum where it does not', () => {
    expect(fittingReadout({ kind: 'component', index: 1 }, 2)).toEqual({ kind: 'component', index: 1 });
    expect(fittingReadout({ kind: 'component', index: 2 }, 2)).toEqual({ kind: 'sum' });
    expect(fittingReadout({ kind: 'difference', plus: 0, minus: 2 }, 2)).toEqual({ kind: 'sum' });
    expect(fittingReadout({ kind: 'vector', weights: [1] }, 2)).toEqual({ kind: 'sum' });
    expect(fittingReadout({ kind: 'norm' }, 2)).toEqual({ kind: 'norm' });
  });
});
