import { describe, expect, it } from 'vitest';
import type { Document } from '#core/document/schema.ts';
import type { Slice } from '#core/document/slice.ts';
import { retakeSlice, type SliceDifference } from '#core/slice/retakeSlice.ts';
import { sameAxes, samePairs } from '#core/slice/sameSlice.ts';
import { thirdAxes } from '#core/words/slice.ts';
import { instanceOf } from '#test/support/arbitrary.ts';
import { noFiles } from '#test/support/files.ts';

const retaken = (doc: Document, change: SliceDifference): Document =>
  retakeSlice(doc, change, { load: noFiles });
const sliceOf = (doc: Document): Slice => doc.slice as Slice;

describe('a slice whose third axis is of a named pair', () => {
  const first = retaken(instanceOf({ d: 9, m: 4, k: 2, n: 3, rank: 3, seed: 5 }), { pair: 0, direction: 0 });

  for (const kind of ['deltaRow', 'deltaNull'] as const) {
    it(`keeps its axes at another pair: ${kind}`, () => {
      const own = retaken(first, { third: { kind } });
      const moved = retaken(own, { pair: 2 });
      const still = retaken(own, { pair: 2, third: { kind, pair: 0 } });
      expect(sliceOf(still).pair).toBe(2);
      expect(sameAxes(sliceOf(own), sliceOf(still))).toBe(true);
      expect(sameAxes(sliceOf(own), sliceOf(moved))).toBe(false);
      // The pair on screen is the same one, seen along other axes.
      expect(sliceOf(still).norms).toEqual(sliceOf(moved).norms);
      expect(sliceOf(still).names[2]?.plain).toMatch(/,1$/);
    });
  }

  it('is offered by that name while it is on screen', () => {
    const still = retaken(first, { pair: 2, third: { kind: 'deltaRow', pair: 0 } });
    expect(thirdAxes(sliceOf(still)).map(({ label }) => label)).toContain('row part of δ of pair 1');
    expect(thirdAxes(sliceOf(first)).map(({ label }) => label)).not.toContain('row part of δ of pair 1');
  });
});

describe('what is found of all pairs', () => {
  const file = (name: string) => ({
    kind: 'file' as const,
    name,
    ref: { file: name, tensor: '', index: [], transposed: false, hash: null },
  });
  /** As if its tensors lay in files: those are known again. */
  const inFiles = (doc: Document): Document => {
    const layer = { W: file('W'), V: file('V'), base: file('b'), source: file('s'), labels: null };
    return { ...doc, slice: { ...sliceOf(doc), layer } };
  };
  const own = retaken(instanceOf({ d: 9, m: 4, k: 2, n: 3, rank: 3, seed: 5 }), { pair: 0, direction: 0 });
  const still = retaken(own, { pair: 2, third: { kind: 'deltaRow', pair: 0 } });

  it('stays true at another pair along the same axes', () => {
    expect(samePairs(inFiles(own), inFiles(still))).toBe(true);
    expect(samePairs(inFiles(own), structuredClone(inFiles(own)))).toBe(true);
  });

  it.each<readonly [string, Document]>([
    ['other axes', inFiles(retaken(own, { pair: 2 }))],
    ['another direction', inFiles(retaken(own, { direction: 1 }))],
    ['a dragged direction', { ...inFiles(own), V: [[0.6, 0.8, 0]] }],
    ['another readout', { ...inFiles(own), readout: { kind: 'norm' } }],
    ['another rank rule', { ...inFiles(own), rank: { kind: 'storage' } }],
    [
      'another file',
      {
        ...inFiles(own),
        slice: { ...sliceOf(inFiles(own)), layer: { ...sliceOf(inFiles(own)).layer, W: file('other') } },
      },
    ],
    ['tensors in the document', still],
  ])('does not with %s', (_, other) => {
    expect(samePairs(inFiles(own), other)).toBe(false);
  });
});
