import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { weightsOf } from '#core/analysis/readout.ts';
import type { Readout } from '#core/document/schema.ts';
import { alone } from '#core/kernels/alone.ts';
import { pairDots } from '#core/kernels/pairDots.ts';
import type { ReadRows } from '#core/kernels/storedMatrix.ts';
import { pairScalars } from '#core/pairs/scalars.ts';
import { documentOf } from '#test/support/instance.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { randomRows } from '#test/support/random.ts';

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

const readouts: Record<string, Readout> = {
  sum: { kind: 'sum' },
  component: { kind: 'component', index: 2 },
  difference: { kind: 'difference', plus: 0, minus: 3 },
  'a vector of weights': { kind: 'vector', weights: [1, -2, 0.5, 0, 3] },
};

describe.each([1, 3])('the scalars of many pairs, %i directions', (k) => {
  it.each(Object.entries(readouts))('are those that the analysis gives each pair: %s', (_, readout) => {
    const [d, m, n] = [40, 5, 70];
    const W = randomRows(d, m, 1);
    const V = randomRows(k, d, 2);
    const [base, source] = [randomRows(n, d, 3), randomRows(n, d, 4)];
    const analysis = analyze(documentOf({ W, V, base, source, readout }));
    const vRow = analysis.direction.vRow;

    const { arena, kernels } = kernelsAndTwin(builds[0] as (typeof builds)[number]);
    const rowsOf =
      (rows: number[][]): ReadRows =>
      (to, first, count) =>
        arena.f64(to, count * d).set(rows.slice(first, first + count).flat());
    const weights = weightsOf(readout, m) ?? [];
    const read = W.map((row) => dot(row, weights));
    const told: number[] = [];
    const stored = { n, d, type: 'f64', base: rowsOf(base), source: rowsOf(source) } as const;
    const dots = pairDots(alone(kernels, arena), stored, [...V, ...vRow, read], (f) => told.push(f));
    const gainsOf = (rows: readonly (readonly number[])[]) => rows.map((v) => dot(v, read));
    const { vNull, rowNorm, nullNorm } = analysis.direction;
    const gains = { v: gainsOf(V), row: gainsOf(vRow), null: gainsOf(vNull) };
    const norms = { row: rowNorm.value, null: nullNorm.value };
    const scalars = pairScalars(dots, n, k, gains, norms);

    for (const [i, pair] of analysis.pairs.entries()) {
      const near = (value: number | undefined, expected: number | undefined): void =>
        expect(value).toBeCloseTo(expected as number, 10);
      near(scalars.deltaNorm[i], pair.deltaNorm.value);
      for (let j = 0; j < k; j++) {
        near(scalars.alpha[i * k + j], pair.alpha[j]?.value);
        near(scalars.alphaRow[i * k + j], pair.alphaRow[j]?.value);
        near(scalars.alphaNull[i * k + j], pair.alphaNull[j]?.value);
      }
      near(scalars.base[i], pair.outputs.base.readout.value);
      near(scalars.source[i], pair.outputs.source.readout.value);
      near(scalars.das[i], pair.outputs.das.readout.value);
      near(scalars.row[i], pair.outputs.row.readout.value);
      near(scalars.null[i], pair.outputs.null.readout.value);
      near(scalars.rowUnit[i], pair.outputs.rowUnit?.readout.value);
      near(scalars.nullUnit[i], pair.outputs.nullUnit?.readout.value);
      near(scalars.residual[i], 0);
      near(scalars.illusion[i], pair.effects.illusion.readout.value);
      near(scalars.retained[i], pair.retainedRaw?.value);
      near(scalars.retainedUnit[i], pair.retainedUnit?.value);
    }
    expect(told.at(-1)).toBe(1);
  });
});

describe('inner products of pairs', () => {
  it('are read chunk by chunk, each pair once', () => {
    const { arena, kernels } = kernelsAndTwin(builds[0] as (typeof builds)[number]);
    const [n, d] = [900, 2048];
    const asked: [number, number][] = [];
    // Row i holds i everywhere, and its source i + 1.
    const rows =
      (more: number): ReadRows =>
      (to, first, count) => {
        if (more === 0) asked.push([first, count]);
        for (let i = 0; i < count; i++) arena.f64(to + 8 * i * d, d).fill(first + i + more);
      };
    const stored = { n, d, type: 'f64', base: rows(0), source: rows(1) } as const;
    const found = pairDots(alone(kernels, arena), stored, [Array(d).fill(1)]);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.reduce((sum, [, count]) => sum + count, 0)).toBe(n);
    for (let i = 0; i < n; i++)
      expect(Array.from(found.subarray(3 * i, 3 * i + 3))).toEqual([i * d, (i + 1) * d, d]);
  });
});
