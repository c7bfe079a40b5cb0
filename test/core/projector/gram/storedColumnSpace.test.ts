import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RankRule } from '#core/document/schema.ts';
import { alone } from '#core/kernels/alone.ts';
import { type ReadRows, streamedMatrix } from '#core/kernels/storedMatrix.ts';
import { fromRows } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import { storedColumnSpace } from '#core/projector/gram/storedColumnSpace.ts';
import type { Projector } from '#core/projector/types.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { readExtended } from '#test/support/oracle.ts';
import { randomRows, randomSource } from '#test/support/random.ts';
import { store } from '#test/support/stored.ts';

type Rows = readonly (readonly number[])[];

const EXACT: RankRule = { kind: 'exact' };

/** The projector of a matrix by way of its Gram matrix, and of its answer to a direction. */
function projectorOf(
  build: (typeof builds)[number],
  W: Rows,
  rule: RankRule = EXACT,
  type: 'f64' | 'f32' = 'f64',
): Projector {
  const { arena, kernels } = kernelsAndTwin(build);
  return storedColumnSpace(alone(kernels, arena), store(arena, W, type)).projector(rule);
}

const difference = (a: readonly number[], b: readonly number[]): number =>
  norm2(a.map((x, i) => x - (b[i] as number)));

const columnsOf = (W: Rows, columns: readonly number[]): number[][] =>
  W.map((row) => columns.map((j) => row[j] as number));

/** `left right` of integers: of the rank of the smaller one, and exact. */
function integerProduct(d: number, rank: number, m: number, seed: number): number[][] {
  const next = randomSource(seed);
  const whole = (rows: number, cols: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: cols }, () => Math.floor(next() * 9) - 4));
  const [left, right] = [whole(d, rank), whole(rank, m)];
  return left.map((row) =>
    Array.from({ length: m }, (_, j) => row.reduce((sum, x, i) => sum + x * (right[i]?.[j] as number), 0)),
  );
}

describe.each(builds)('the column space of a stored matrix, %s build', (build) => {
  describe('against answers in 113-bit arithmetic', () => {
    it.each(readExtended())('$name: rank $rank, to 1e-10 or better', ({ name, rank, W, v, vRow }) => {
      const projector = projectorOf(build, W);
      const { row, bound } = projector.parts(v);
      const error = difference(row, vRow);
      expect(projector.ranks.exact).toBe(rank);
      expect(projector.rank).toBe(rank);
      expect(error).toBeLessThan(name === 'kappa_1e12' ? 1e-8 : 1e-10);
      if (!/1e(06|08|10|12)$/.test(name)) expect(error).toBeLessThan(1e-12);
      expect(bound).toBeGreaterThan(error / 15);
      expect(bound).toBeLessThan(1e-7);
    });
  });

  describe('has the exact rank, and the same parts as the pivoted QR, of', () => {
    const gaussian = randomRows(150, 60, 1).map((row) => row.map(Math.fround));
    const wide = randomRows(40, 150, 2);
    const cases: Record<string, readonly [rank: number, W: Rows]> = {
      'a random matrix': [60, gaussian],
      'zero columns': [50, gaussian.map((row) => row.map((x, j) => (j % 6 === 0 ? 0 : x)))],
      'duplicate columns': [60, columnsOf(gaussian, [...Array(60).keys(), 3, 3, 17])],
      'scaled columns': [
        60,
        gaussian.map((row) => [...row, 3 * (row[5] as number), -1e-3 * (row[6] as number)]),
      ],
      'graded columns': [60, gaussian.map((row) => row.map((x, j) => x * 2 ** (-j / 2)))],
      'an integer product': [25, integerProduct(90, 25, 60, 3)],
      'an integer product of nearly full rank': [57, integerProduct(90, 57, 60, 4)],
      'more columns than rows': [40, wide],
      'fewer rows that are independent': [
        37,
        [...wide.slice(0, 37), wide[1] ?? [], wide[2] ?? [], wide[3] ?? []],
      ],
      'a zero row and dependent ones': [38, [...wide.slice(0, 38), wide[1] ?? [], Array(150).fill(0)]],
      'a wide integer product': [12, integerProduct(40, 12, 90, 5)],
      zeros: [0, Array.from({ length: 20 }, () => Array(7).fill(0))],
    };
    it.each(Object.entries(cases))('%s', (_, [rank, W]) => {
      const projector = projectorOf(build, W);
      const peer = columnSpace(fromRows(W), EXACT);
      const v = randomRows(1, W.length, 7)[0] as number[];
      expect(projector.ranks).toEqual({ exact: rank, storage: rank });
      const [own, other] = [projector.parts(v), peer.parts(v)];
      expect(difference(own.row, other.row)).toBeLessThanOrEqual(15 * own.bound + other.bound);
      expect(own.bound).toBeLessThan(1e-11);
      expect(
        difference(
          own.row.map((x, i) => x + (own.null[i] as number)),
          v,
        ),
      ).toBeLessThan(1e-15 * W.length);
    });
  });

  it('tells storage noise from structure, and projects on the dominant singular vectors', () => {
    const exact = integerProduct(120, 20, 24, 6).map((row) => row.map((x) => x / 7));
    const rounded = exact.map((row) => row.map(Math.fround));
    const storage = projectorOf(build, rounded, { kind: 'storage' }, 'f32');
    expect(storage.ranks).toEqual({ exact: 24, storage: 20 });
    const peer = columnSpace(fromRows(rounded), { kind: 'storage' }, { stored: 'f32' });
    const v = randomRows(1, 120, 8)[0] as number[];
    expect(difference(storage.parts(v).row, peer.parts(v).row)).toBeLessThan(1e-12);
    const { null: nul } = storage.parts(v);
    for (const [j, leak] of storage.leak.entries()) {
      const effect = nul.reduce((sum, x, i) => sum + x * (rounded[i]?.[j] as number), 0);
      expect(Math.abs(effect)).toBeLessThanOrEqual(norm2(nul) * leak);
      expect(leak).toBeLessThan(1e-4);
    }
    const all = projectorOf(build, rounded, EXACT, 'f32');
    expect(all.rank).toBe(24);
    expect(difference(all.parts(v).row, columnSpace(fromRows(rounded), EXACT).parts(v).row)).toBeLessThan(
      1e-10,
    );
  });

  it.each([
    ['tall', 200, 40],
    ['wide', 40, 200],
  ])('cuts a %s matrix where a tolerance says, between values close to each other', (_, d, m) => {
    const W = randomRows(d, m, 14);
    const { values } = columnSpace(fromRows(W), EXACT).singularValues ?? { values: [] };
    const v = randomRows(1, d, 15)[0] as number[];
    for (const rank of [39, 37, 30]) {
      const relative = ((values[rank - 1] as number) + (values[rank] as number)) / 2 / (values[0] as number);
      const rule: RankRule = { kind: 'tolerance', relative };
      const own = projectorOf(build, W, rule);
      const peer = columnSpace(fromRows(W), rule);
      expect([own.rank, peer.rank]).toEqual([rank, rank]);
      const [a, b] = [own.parts(v), peer.parts(v)];
      expect(difference(a.row, b.row)).toBeLessThan(1e-9);
      expect(own.tolerance).toBeCloseTo(relative, 9);
    }
  });

  it('gives the reference notebook’s own number where that is asked for', () => {
    const W = columnsOf(randomRows(60, 20, 9), [...Array(20).keys(), 4]);
    const v = randomRows(1, 60, 10)[0] as number[];
    const projector = projectorOf(build, W, { kind: 'paper' });
    expect(projector.parts(v)).toEqual(columnSpace(fromRows(W), { kind: 'paper' }).parts(v));
  });

  it.each([
    ['tall', 500, 40],
    ['wide', 40, 500],
  ])('is the same for a %s matrix that is read slab by slab', (_, d, m) => {
    const W = randomRows(d, m, 12).map((row) => row.map(Math.fround));
    const v = randomRows(1, d, 13)[0] as number[];
    const { arena, kernels } = kernelsAndTwin(build);
    let read = 0;
    const rowsOf: ReadRows = (to, first, count) => {
      read += count;
      arena.f32(to, count * m).set(W.slice(first, first + count).flat());
    };
    const streamed = streamedMatrix(arena, rowsOf, { d, m, type: 'f32' }, 4 * m * 77);
    const own = storedColumnSpace(alone(kernels, arena), streamed).projector({ kind: 'storage' });
    const whole = projectorOf(build, W, { kind: 'storage' }, 'f32');
    expect(difference(own.parts(v).row, whole.parts(v).row)).toBeLessThan(1e-15 * d);
    expect(own.ranks).toEqual(whole.ranks);
    expect(read).toBeGreaterThanOrEqual(d);
    expect(read % d).toBe(0);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %d, and says where it stands', (entry) => {
    const W = randomRows(300, 5, 11);
    (W[270] as number[])[3] = entry;
    expect(() => projectorOf(build, W)).toThrow('W[270][3] is not a finite number');
  });

  it('cuts every vector in two orthogonal parts, of which the second has no effect', () => {
    const shape = fc.record({
      d: fc.integer({ min: 1, max: 40 }),
      m: fc.integer({ min: 1, max: 40 }),
      rank: fc.integer({ min: 1, max: 40 }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(shape, ({ d, m, rank, seed }) => {
        const W = integerProduct(d, rank, m, seed);
        const v = randomRows(1, d, seed)[0] as number[];
        const projector = projectorOf(build, W);
        const { row, null: nul, bound } = projector.parts(v);
        expect(Math.hypot(norm2(row), norm2(nul))).toBeCloseTo(norm2(v), 12);
        for (let j = 0; j < m; j++) {
          const effect = nul.reduce((sum, x, i) => sum + x * (W[i]?.[j] as number), 0);
          const size = norm2(W.map((entries) => entries[j] as number));
          expect(Math.abs(effect)).toBeLessThanOrEqual((15 * bound + 1e-14 * d) * size);
        }
        expect(difference(projector.parts(row).row, row)).toBeLessThan(1e-11);
      }),
      { numRuns: 60 },
    );
  });
});
