import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Document } from '#core/document/schema.ts';
import { decodeColumn, encodeColumn } from '#core/engine/numberColumn.ts';
import { bytesSource } from '#core/files/byteSource.ts';
import { alone } from '#core/kernels/alone.ts';
import { surveyPairs } from '#core/pairs/survey.ts';
import { retakeSlice } from '#core/slice/retakeSlice.ts';
import { instanceOf } from '#test/support/arbitrary.ts';
import { noFiles } from '#test/support/files.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';

const slicedOf = (doc: Document): Document => retakeSlice(doc, {}, { load: noFiles });

function survey(doc: Document, load = noFiles) {
  const { arena, kernels } = kernelsAndTwin(builds[0] as (typeof builds)[number]);
  const slice = doc.slice as NonNullable<Document['slice']>;
  return surveyPairs(doc, slice, { load, crew: alone(kernels, arena) });
}

describe('a survey of pairs', () => {
  it('gives every pair what its own analysis gives it', () => {
    const doc = instanceOf({ d: 9, m: 4, k: 1, n: 40, rank: 3, seed: 4 });
    const { n, columns } = survey(slicedOf(doc));
    expect(n).toBe(40);
    const { pairs } = analyze(doc);
    for (const [i, pair] of pairs.entries()) {
      const { outputs } = pair;
      const expected = {
        alpha: pair.alpha[0],
        alphaRow: pair.alphaRow[0],
        alphaNull: pair.alphaNull[0],
        deltaNorm: pair.deltaNorm,
        base: outputs.base.readout,
        source: outputs.source.readout,
        das: outputs.das.readout,
        row: outputs.row.readout,
        rowUnit: outputs.rowUnit?.readout,
        retained: pair.retainedRaw,
        retainedUnit: pair.retainedUnit,
      };
      for (const [name, figure] of Object.entries(expected)) {
        expect(columns[name as keyof typeof columns][i]).toBeCloseTo(figure?.value ?? Number.NaN, 9);
      }
      const along = (columns.sourceAlongRow[i] ?? 0) - (columns.baseAlongRow[i] ?? 0);
      const { rowNorm } = analyze(doc).direction;
      expect(along * rowNorm.value).toBeCloseTo(pair.alphaRow[0]?.value ?? Number.NaN, 10);
    }
  });

  it('places δ of each pair in the slice; that of the pair on screen where the picture has it', () => {
    const doc = { ...instanceOf({ d: 7, m: 3, k: 1, n: 6, rank: 2, seed: 9 }), pair: 4 };
    const slice = slicedOf(doc);
    const { columns } = survey(slice);
    const shown = (slice.source[0] ?? []).map((x, i) => x - (slice.base[0]?.[i] ?? 0));
    for (const [a, name] of (['x', 'y', 'z'] as const).entries()) {
      expect(columns[name][4]).toBeCloseTo(shown[a] ?? Number.NaN, 12);
    }
  });

  it('follows the direction as it was dragged, and each of several', () => {
    const doc = instanceOf({ d: 8, m: 3, k: 2, n: 5, rank: 2, seed: 3 });
    const second = retakeSlice(slicedOf(doc), { direction: 1 }, { load: noFiles });
    const dragged: Document = { ...second, V: [[0.6, 0.8, 0]] };
    const { columns } = survey(dragged);
    const { pairs } = analyze(dragged);
    expect(columns.alpha[4]).toBeCloseTo(pairs[0]?.alpha[0]?.value ?? Number.NaN, 12);
  });

  it('names classes by the words of a table', () => {
    const doc = slicedOf(instanceOf({ d: 5, m: 2, k: 1, n: 3, rank: 2, seed: 6 }));
    const slice = doc.slice as NonNullable<Document['slice']>;
    const table = bytesSource('kinds.csv', new TextEncoder().encode('kind\ncat\ndog\ncat\n'));
    const ref = { file: 'kinds.csv', tensor: 'labels:kind', index: [], transposed: false, hash: null };
    const labels = { kind: 'file', name: 'kinds.csv', ref } as const;
    const labelled = { ...slice, layer: { ...slice.layer, labels } };
    const files = { open: () => table };
    expect(survey({ ...doc, slice: labelled }, { ...noFiles, files }).labels).toEqual({
      classes: ['cat', 'dog'],
      codes: Int32Array.of(0, 1, 0),
    });
  });
});

describe('numbers on the wire', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (numbers) => {
        expect([...decodeColumn(encodeColumn(Float64Array.from(numbers)))]).toEqual(numbers);
      }),
    );
    const many = Float64Array.from({ length: 50_000 }, (_, i) => Math.sin(i));
    expect(decodeColumn(encodeColumn(many))).toEqual(many);
  });
});
