import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { layerOf } from '#core/analysis/layer.ts';
import { documentOf } from '#test/support/instance.ts';
import { randomRows } from '#test/support/random.ts';

describe('analyze', () => {
  it('reports the stages of its work in order', () => {
    const W = randomRows(40, 30, 7);
    const heard: [string, number][] = [];
    analyze(
      documentOf({ W, V: randomRows(1, 40, 8), base: randomRows(3, 40, 9), source: randomRows(3, 40, 10) }),
      { onProgress: (stage, fraction) => heard.push([stage, fraction]) },
    );
    expect([...new Set(heard.map(([stage]) => stage))]).toEqual([
      'Finding the column space of W',
      'Patching the pairs',
    ]);
    expect(heard.at(-1)).toEqual(['Patching the pairs', 1]);
    expect(heard.every(([, fraction]) => fraction >= 0 && fraction <= 1)).toBe(true);
  });

  it('is stopped by an ear that throws, and answers rightly afterwards', () => {
    const doc = documentOf({ W: [[0.25], [-2], [1]] });
    const before = analyze(documentOf());
    const stop = (): never => {
      throw new Error('stopped');
    };
    expect(() => analyze(doc, { onProgress: stop })).toThrow('stopped');
    expect(analyze(documentOf())).toEqual(before);
    expect(analyze(doc).direction.vRow).not.toEqual(before.direction.vRow);
  });

  it('takes no decomposition twice for the same layer, even as another copy', () => {
    const W = randomRows(20, 10, 11);
    const exact = { kind: 'exact' } as const;
    const first = layerOf(W, 'f64', exact);
    const copy = W.map((row) => [...row]);
    expect(layerOf(copy, 'f64', exact)).toBe(first);
    expect(layerOf(W, 'f64', { kind: 'tolerance', relative: 0.1 })).not.toBe(first);
    expect(layerOf(W, 'f32', exact)).not.toBe(layerOf(W, 'f64', exact));
    const changed = W.map((row, i) => (i === 19 ? row.map((x) => x + 1e-12) : row));
    expect(layerOf(changed, 'f64', exact)).not.toBe(first);
  });

  it('changes nothing in the document', () => {
    const doc = documentOf();
    const copy = structuredClone(doc);
    analyze(doc);
    expect(doc).toEqual(copy);
  });

  it('says so where the products leave the range of float64', () => {
    const huge = 1e75;
    const doc = documentOf({
      W: [[huge], [-huge], [huge]],
      V: [[huge, -huge, 0]],
      base: [[0, 0, 0]],
      source: [[huge, 0, huge]],
      readout: { kind: 'vector', weights: [huge] },
    });
    expect(() => analyze(doc)).toThrow(RangeError);
    expect(() => analyze(doc)).toThrow('pair 1 are too large');
    expect(analyze({ ...doc, readout: { kind: 'sum' } }).pairs[0]?.zeroCase).toBeNull();
  });
});
