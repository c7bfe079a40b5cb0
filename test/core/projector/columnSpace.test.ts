import { describe, expect, it } from 'vitest';
import { fromRows, toRows } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import { orthonormalSpan } from '#core/projector/orthonormalSpan.ts';
import { LEAST_TOLERANCE } from '#core/projector/rank.ts';
import { randomRows } from '#test/support/random.ts';

const exact = { kind: 'exact' } as const;
const dotOf = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, a, i) => sum + a * (y[i] ?? 0), 0);

describe('the parts of a vector', () => {
  const W = randomRows(60, 20, 1);
  const projector = columnSpace(fromRows(W), exact);
  const v = randomRows(1, 60, 2)[0] ?? [];
  const { row, null: nul } = projector.parts(v);

  it('add up to it, with squares that add up too', () => {
    expect(Math.max(...v.map((x, i) => Math.abs(x - (row[i] ?? 0) - (nul[i] ?? 0))))).toBeLessThan(1e-15);
    expect(norm2(row) ** 2 + norm2(nul) ** 2).toBeCloseTo(norm2(v) ** 2, 12);
    expect(projector.applyRow(v)).toEqual(row);
  });

  it('do not change when they are cut again', () => {
    const again = projector.parts(row);
    expect(norm2(again.row.map((x, i) => x - (row[i] ?? 0)))).toBeLessThan(1e-14);
    expect(norm2(projector.applyRow(nul))).toBeLessThan(1e-14);
  });

  it('leave nothing of the null part for W to read, however small that part is', () => {
    const seen = (x: readonly number[]): number[] =>
      toRows(fromRows(W))[0]?.map((_, j) =>
        dotOf(
          x,
          W.map((r) => r[j] ?? 0),
        ),
      ) ?? [];
    expect(norm2(seen(nul))).toBeLessThan(1e-14 * norm2(nul) * 20);
    const nearly = row.map((x, i) => x + 1e-8 * (nul[i] ?? 0));
    const small = projector.parts(nearly).null;
    expect(norm2(small)).toBeGreaterThan(1e-9);
    expect(norm2(seen(small))).toBeLessThan(1e-12 * norm2(small));
  });
});

describe('an orthonormal basis of a span', () => {
  it('has as many vectors as are independent, orthonormal to rounding', () => {
    const [a = [], b = [], c = []] = randomRows(3, 40, 6);
    const { basis, errorBound } = orthonormalSpan([a, b, a.map((x, i) => x - 3 * (b[i] ?? 0)), c]);
    const worst = Math.max(
      ...basis.flatMap((p, i) => basis.map((q, j) => Math.abs(dotOf(p, q) - (i === j ? 1 : 0)))),
    );
    expect(basis).toHaveLength(3);
    expect(worst).toBeLessThan(1e-15 * 4);
    expect(errorBound).toBeLessThan(1e-13);
  });
});

describe('the rank', () => {
  const rankOf = (rows: number[][], relative?: number): number =>
    columnSpace(fromRows(rows), relative === undefined ? exact : { kind: 'tolerance', relative }).rank;

  it('sees through zero, duplicate and scaled columns, and combinations', () => {
    const W = randomRows(30, 5, 3).map((r) => {
      const [a = 0, b = 0, c = 0, d = 0, e = 0] = r;
      return [a, 0, b, a, 4 * c, c, d, e, a / 2 - c];
    });
    expect(rankOf(W)).toBe(5);
  });

  it('is that of the stored columns, not of rescaled ones', () => {
    expect(
      rankOf([
        [1, 0],
        [0, 1e-15],
        [0, 0],
      ]),
    ).toBe(2);
    expect(
      rankOf([
        [1, 0],
        [0, 1e-16],
        [0, 0],
      ]),
    ).toBe(1);
  });

  it('follows the tolerance of the user, down to rounding noise', () => {
    const W = [
      [1, 0],
      [0, 1e-3],
      [0, 0],
    ];
    expect([1e-4, 1e-2].map((relative) => rankOf(W, relative))).toEqual([2, 1]);
    const toleranceOf = (relative: number): number =>
      columnSpace(fromRows(W), { kind: 'tolerance', relative }).tolerance;
    expect(toleranceOf(0)).toBe(LEAST_TOLERANCE);
    expect(toleranceOf(0.25)).toBe(0.25);
    expect(columnSpace(fromRows(randomRows(96, 24, 7)), exact).tolerance).toBeCloseTo(96 * 2 ** -52, 25);
  });

  it('tells what a tolerance leaves out, in the units of W', () => {
    const projector = columnSpace(
      fromRows([
        [8, 0],
        [0, 4e-3],
        [0, 3e-3],
      ]),
      {
        kind: 'tolerance',
        relative: 1e-2,
      },
    );
    expect(Array.from(projector.leak)).toEqual([0, expect.closeTo(5e-3, 12)]);
    expect(projector.largestDropped).toBeCloseTo(5e-3 / 8, 12);
    expect(projector.leastKept).toBe(1);
  });

  it('never exceeds what a single row or a single column allows', () => {
    expect(rankOf([[1, 2, 3]])).toBe(1);
    expect(rankOf([[1], [2], [3]])).toBe(1);
    expect(rankOf([[0]])).toBe(0);
  });
});

describe('a larger decomposition', () => {
  it('reports its progress, rising to 1', () => {
    const heard: number[] = [];
    columnSpace(fromRows(randomRows(120, 100, 4)), exact, { onProgress: (f) => heard.push(f) });
    expect(heard.length).toBeGreaterThan(3);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBe(1);
  });

  it('of a centred square matrix finds the one lost dimension', () => {
    const W = randomRows(120, 120, 5).map((row) => {
      const mean = row.reduce((sum, x) => sum + x, 0) / row.length;
      return row.map((x) => x - mean);
    });
    const projector = columnSpace(fromRows(W), exact);
    expect(projector.rank).toBe(119);
    expect(projector.errorBound).toBeLessThan(1e-8);
  });
});
