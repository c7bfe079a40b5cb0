import { describe, expect, it } from 'vitest';
import { fromRows } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import { rankLines } from '#core/projector/rank.ts';
import { readNpyRows } from '#test/support/npy.ts';
import { readOracle } from '#test/support/oracle.ts';
import { randomRows } from '#test/support/random.ts';

const fixture = (name: string): URL => new URL(`../../fixtures/oracle/${name}`, import.meta.url);
const EXACT = { kind: 'exact' } as const;
const STORAGE = { kind: 'storage' } as const;
const PAPER = { kind: 'paper' } as const;

describe('the lines of the rank rules', () => {
  const context = { d: 3072, m: 768, stored: 'f32', largest: 10, frobenius: 100 } as const;

  it('are those of float64, of the stored type, and the user’s own', () => {
    const { exact, storage } = rankLines(EXACT, context);
    expect(exact).toBe(10 * 3072 * 2 ** -52);
    expect(storage).toBeCloseTo(
      ((16 * 2 ** -24) / Math.sqrt(3)) * 100 * (1 / Math.sqrt(3072) + 1 / Math.sqrt(768)),
      12,
    );
    expect(rankLines(STORAGE, context).used).toBe(storage);
    expect(rankLines({ kind: 'tolerance', relative: 0.01 }, context).used).toBe(0.1);
  });

  it('count no more by storage than by value', () => {
    const { exact, storage } = rankLines(STORAGE, { ...context, stored: 'f64' });
    expect(storage).toBe(exact);
  });
});

describe('a matrix that was centred in float32', () => {
  it('has one dimension less by storage than by value (96 × 24)', () => {
    const { W, V } = readOracle('centred-96x24-f32');
    const v = V[0] ?? [];
    const storage = columnSpace(fromRows(W), STORAGE, { stored: 'f32' });
    const exact = columnSpace(fromRows(W), EXACT, { stored: 'f32' });
    expect(storage.ranks).toEqual({ exact: 24, storage: 23 });
    expect(exact.ranks).toEqual(storage.ranks);
    expect([storage.rank, exact.rank]).toEqual([23, 24]);
    expect(norm2(exact.parts(v).row)).toBeCloseTo(0.5519738584531, 12);
    // Rounding noise alone makes the difference.
    expect(Math.abs(norm2(storage.parts(v).row) - norm2(exact.parts(v).row))).toBeGreaterThan(1e-4);
  });

  it('gives the recorded norms at rank 4, and the paper’s own number (12 × 5)', () => {
    const W = fromRows(readNpyRows(fixture('centred-12x5-f32/W.npy')));
    const [v = []] = readNpyRows(fixture('centred-12x5-f32/v.npy'));
    const storage = columnSpace(W, STORAGE, { stored: 'f32' });
    expect(storage.rank).toBe(4);
    expect(norm2(storage.parts(v).row)).toBeCloseTo(0.23216488994292145, 12);
    expect(norm2(storage.parts(v).null)).toBeCloseTo(0.972676463769986, 12);
    const paper = columnSpace(W, PAPER, { stored: 'f32' });
    expect(paper.rank).toBe(5);
    expect(paper.ranks).toEqual({ exact: 5, storage: 4 });
    expect(norm2(paper.parts(v).row)).toBeCloseTo(0.8097573961728238, 6);
  });
});

describe('the space that a rule cuts to', () => {
  const next = randomRows(60, 12, 3);
  const graded = next.map((row) => row.map((x, j) => x * 10 ** (-j / 3)));

  it('is that of the dominant left singular vectors, whatever the order of the columns', () => {
    const rule = { kind: 'tolerance', relative: 0.05 } as const;
    const reversed = graded.map((row) => [...row].reverse());
    const v = randomRows(1, 60, 4)[0] ?? [];
    const own = columnSpace(fromRows(graded), rule);
    const other = columnSpace(fromRows(reversed), rule);
    expect(own.rank).toBeGreaterThan(1);
    expect(own.rank).toBeLessThan(12);
    const { row, bound } = own.parts(v);
    const mirrored = other.parts(v);
    const apart = norm2(row.map((x, i) => x - (mirrored.row[i] ?? 0)));
    expect(apart).toBeLessThanOrEqual(bound + mirrored.bound);
    expect(bound).toBeLessThan(1e-10);
    expect(own.singularValues?.values[own.rank - 1]).toBeGreaterThan(own.leastKept * 0.999);
  });

  it('leaves of W what the singular values that do not count say', () => {
    const { leak, singularValues, rank } = columnSpace(fromRows(graded), {
      kind: 'tolerance',
      relative: 0.05,
    });
    const left = norm2((singularValues?.values ?? []).slice(rank));
    expect(norm2(leak)).toBeCloseTo(left, 10);
  });
});

describe('the paper’s rule', () => {
  it('is the projector on the column space where the columns are independent', () => {
    const W = fromRows(randomRows(40, 10, 5));
    const v = randomRows(1, 40, 6)[0] ?? [];
    const paper = columnSpace(W, PAPER).parts(v);
    const exact = columnSpace(W, EXACT).parts(v);
    expect(norm2(paper.row.map((x, i) => x - (exact.row[i] ?? 0)))).toBeLessThan(1e-13);
  });

  it('counts a column of zeros too, as the unit vector that its reflector leaves', () => {
    const W = randomRows(6, 3, 7).map((row) => [row[0] ?? 0, 0, row[2] ?? 0]);
    const paper = columnSpace(fromRows(W), PAPER);
    const exact = columnSpace(fromRows(W), EXACT);
    expect([paper.rank, exact.rank]).toEqual([3, 2]);
    expect(paper.tolerance).toBe(0);
    const v = randomRows(1, 6, 8)[0] ?? [];
    expect(norm2(paper.parts(v).row)).toBeGreaterThan(norm2(exact.parts(v).row) + 1e-6);
  });

  it('is the identity where there are as many columns as rows', () => {
    const v = [1, 2, 3];
    const { row, null: nul } = columnSpace(
      fromRows([
        [1, 2, 3],
        [2, 4, 6],
        [0, 0, 0],
      ]),
      PAPER,
    ).parts(v);
    expect([row, nul]).toEqual([v, [0, 0, 0]]);
  });
});
