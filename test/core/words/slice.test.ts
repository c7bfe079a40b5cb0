import { describe, expect, it } from 'vitest';
import type { Slice } from '#core/document/slice.ts';
import { retakeSlice } from '#core/slice/retakeSlice.ts';
import { hiddenLines, sliceSentence, sliceTitle, sourceWords, thirdAxes } from '#core/words/slice.ts';
import { instanceOf } from '#test/support/arbitrary.ts';
import { noFiles } from '#test/support/files.ts';

const sliceOf = (k: number): Slice =>
  retakeSlice(instanceOf({ d: 9, m: 4, k, n: 2, rank: 3, seed: 2 }), { direction: 0 }, { load: noFiles })
    .slice as Slice;

describe('the words of a slice', () => {
  it('say what it is, and how much longer than it is the direction is drawn', () => {
    const slice = sliceOf(1);
    expect(sliceTitle({ ...slice, scale: 1 })).toBe('exact slice of d = 9');
    expect(sliceTitle({ ...slice, scale: 20 })).toBe('exact slice of d = 9 · v drawn × 20');
    expect(sliceSentence({ ...slice, scale: 20 })).toMatch(
      /^Three of 9 dimensions, along v̂_row, v̂_null, δ_row: .*20 times/,
    );
  });

  it('name the norms of what it hides, and the third axes to choose from', () => {
    const slice = sliceOf(2);
    expect(hiddenLines(slice).map(({ name }) => name)).toEqual(['b', 's', 'δ']);
    expect(thirdAxes(slice).map(({ label }) => label)).toEqual([
      'row part of δ',
      'null part of δ',
      'row part of direction 2',
      'null part of direction 2',
    ]);
  });

  it('say where a tensor is from', () => {
    const ref = { file: 'x/m.safetensors', tensor: 'h.0.weight', index: [3], transposed: true, hash: null };
    expect(sourceWords({ kind: 'file', name: 'm.safetensors', ref })).toBe(
      'm.safetensors, h.0.weight [3], transposed',
    );
    expect(sourceWords({ kind: 'inline', rows: [[1]] })).toBe('in this document');
  });
});
