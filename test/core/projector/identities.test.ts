import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RankRule } from '#core/document/schema.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { fromRows } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import { randomRows } from '#test/support/random.ts';

const rules = fc.constantFrom<RankRule>(
  { kind: 'storage' },
  { kind: 'exact' },
  { kind: 'tolerance', relative: 0.2 },
  { kind: 'paper' },
);

/** Shapes, ranks and scales of all kinds: whole numbers of a rank, or real ones; as they are, tiny or huge. */
const instances = fc
  .record({
    d: fc.integer({ min: 1, max: 12 }),
    m: fc.integer({ min: 1, max: 12 }),
    rank: fc.integer({ min: 1, max: 12 }),
    whole: fc.boolean(),
    exponent: fc.constantFrom(-230, 0, 230),
    seed: fc.integer(),
  })
  .map(({ d, m, rank, whole, exponent, seed }) => {
    const numbers = (rows: number, cols: number, own: number): number[][] =>
      randomRows(rows, cols, own).map((row) => row.map((x) => (whole ? Math.round(8 * x) : x)));
    const [left, right] = [numbers(d, rank, seed), numbers(rank, m, seed + 1)];
    const W = left.map((row) =>
      Array.from(
        { length: m },
        (_, j) => 2 ** exponent * row.reduce((sum, x, k) => sum + x * (right[k]?.[j] ?? 0), 0),
      ),
    );
    return { d, m, W, v: randomRows(1, d, seed + 2)[0] as number[] };
  });

const apart = (a: readonly number[], b: readonly number[]): number =>
  norm2(a.map((x, i) => x - (b[i] as number)));

describe('for every rule and every matrix', () => {
  it('P is a projector: P² = P, and the parts are orthogonal and add up', () => {
    fc.assert(
      fc.property(instances, rules, ({ W, v }, rule) => {
        const projector = columnSpace(fromRows(W), rule);
        const { row, null: nul, bound } = projector.parts(v);
        const size = norm2(v);
        fc.pre(bound < 1e-6 * size);
        const slack = 4 * bound + 1e-14 * size;
        expect(apart(projector.applyRow(row), row)).toBeLessThanOrEqual(slack);
        expect(norm2(projector.applyRow(nul))).toBeLessThanOrEqual(slack);
        expect(Math.abs(Math.hypot(norm2(row), norm2(nul)) - size)).toBeLessThanOrEqual(slack);
        expect(
          apart(
            row.map((x, i) => x + (nul[i] as number)),
            v,
          ),
        ).toBeLessThanOrEqual(1e-15 * size * v.length);
      }),
      { numRuns: 300 },
    );
  });

  it('the layer reads no more of the null part than the leak says', () => {
    fc.assert(
      fc.property(instances, rules, ({ W, v, m }, rule) => {
        const projector = columnSpace(fromRows(W), rule);
        const { null: nul, bound } = projector.parts(v);
        for (let j = 0; j < m; j++) {
          const column = W.map((entries) => entries[j] as number);
          const effect = nul.reduce((sum, x, i) => sum + x * (column[i] as number), 0);
          const rounding = (bound + 1e-14 * norm2(v)) * norm2(column);
          expect(Math.abs(effect)).toBeLessThanOrEqual(
            norm2(v) * (projector.leak[j] as number) * 1.001 + rounding,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the ranks are in order, and the singular values make up the Frobenius norm', () => {
    fc.assert(
      fc.property(instances, rules, ({ W, d, m }, rule) => {
        const { rank, ranks, singularValues } = columnSpace(fromRows(W), rule, { stored: 'f32' });
        expect(ranks.storage).toBeLessThanOrEqual(ranks.exact);
        expect(ranks.exact).toBeLessThanOrEqual(Math.min(d, m));
        expect(rank).toBe(
          { exact: ranks.exact, storage: ranks.storage, paper: Math.min(d, m), tolerance: rank }[rule.kind],
        );
        const frobenius = norm2(W.map(norm2));
        const { values, bound } = singularValues ?? { values: new Float64Array(0), bound: Number.NaN };
        expect(values).toHaveLength(Math.min(d, m));
        expect(Math.abs(norm2(values) - frobenius)).toBeLessThanOrEqual(
          bound * Math.sqrt(values.length) + 1e-15 * frobenius,
        );
        expect(Array.from(values)).toEqual(Array.from(values).sort((a, b) => b - a));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the column space', () => {
  it('does not depend on the order of the columns, nor on powers of 2 that scale them', () => {
    const scales = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(instances, scales, ({ W, v }, exponents) => {
        const turned = W.map((row) => row.map((x, j) => x * 2 ** (exponents[j] as number)).reverse());
        const [one, other] = [W, turned].map((rows) => columnSpace(fromRows(rows), { kind: 'exact' }));
        fc.pre(one?.rank === other?.rank);
        const [a, b] = [one?.parts(v), other?.parts(v)];
        expect(apart(a?.row ?? [], b?.row ?? [])).toBeLessThanOrEqual(
          (a?.bound ?? 0) + (b?.bound ?? 0) + 1e-13 * norm2(v),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['f32', Math.fround],
    ['bf16', (x: number) => rounded(x, 8)],
    ['f16', (x: number) => rounded(x, 11)],
  ] as const)('of a product of rank 5 that was rounded to %s has storage rank 5', (stored, round) => {
    for (let seed = 0; seed < 20; seed++) {
      const [left, right] = [randomRows(40, 5, seed), randomRows(5, 16, seed + 100)];
      const W = left.map((row) =>
        Array.from({ length: 16 }, (_, j) =>
          round(row.reduce((sum, x, k) => sum + x * (right[k]?.[j] ?? 0), 0)),
        ),
      );
      const { ranks, rank } = columnSpace(fromRows(W), { kind: 'storage' }, { stored: stored as StoredType });
      expect([ranks, rank]).toEqual([{ exact: 16, storage: 5 }, 5]);
    }
  });
});

/** A number with so many significant bits. */
function rounded(x: number, bits: number): number {
  if (x === 0) return 0;
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(x))) - bits + 1);
  return Math.round(x / unit) * unit;
}
