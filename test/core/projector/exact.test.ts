import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromRows } from '#core/linalg/matrix.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import {
  atMost,
  inner,
  less,
  orthogonalBasis,
  project,
  rational,
  rationalColumns,
} from '#test/support/rational.ts';

const small = fc.integer({ min: -3, max: 3 });
const instance = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([d, m]) =>
  fc.record({
    W: fc.array(fc.array(small, { minLength: m, maxLength: m }), { minLength: d, maxLength: d }),
    v: fc.array(fc.oneof(small, fc.double({ min: -1, max: 1, noNaN: true })), { minLength: d, maxLength: d }),
    exponent: fc.constantFrom(-200, 0, 199),
  }),
);

describe('the projector against exact rational arithmetic', () => {
  it('has the exact rank of integer matrices, and parts within the bound, at any scale', () => {
    fc.assert(
      fc.property(instance, ({ W, v, exponent }) => {
        const scaled = W.map((row) => row.map((x) => x * 2 ** exponent));
        const projector = columnSpace(fromRows(scaled), { kind: 'exact' });
        const basis = orthogonalBasis(rationalColumns(W));
        expect(projector.rank).toBe(basis.length);
        const truth = project(v.map(rational), basis);
        const { row, null: nul, bound } = projector.parts(v);
        const rowError = truth.map((x, i) => less(rational(row[i] ?? 0), x));
        const nullError = truth.map((x, i) => less(rational(nul[i] ?? 0), less(rational(v[i] ?? 0), x)));
        const square = inner([rational(bound)], [rational(bound)]);
        expect(atMost(inner(rowError, rowError), square)).toBe(true);
        expect(atMost(inner(nullError, nullError), square)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('bounds its error for nearly dependent columns, where the error is large', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(small, small), { minLength: 3, maxLength: 4 }),
        fc.integer({ min: 8, max: 44 }),
        (rows, exponent) => {
          // The second column is the first plus a tilt of 2^-exponent, exactly so.
          const W = rows.map(([x, y]) => [x, x + y * 2 ** -exponent]);
          const projector = columnSpace(fromRows(W), { kind: 'exact' });
          const v = rows.map((_, i) => 1 / (i + 3));
          const basis = orthogonalBasis(rationalColumns(W));
          if (projector.rank !== basis.length) return;
          const { row, bound } = projector.parts(v);
          const error = project(v.map(rational), basis).map((x, i) => less(rational(row[i] ?? 0), x));
          expect(atMost(inner(error, error), inner([rational(bound)], [rational(bound)]))).toBe(true);
        },
      ),
    );
  });

  it('is exact where it can be', () => {
    const full = columnSpace(
      fromRows([
        [2, 0],
        [1, 1],
      ]),
      { kind: 'exact' },
    );
    expect(full.parts([0.1, 0.2])).toEqual({ row: [0.1, 0.2], null: [0, 0], bound: 0 });
    const none = columnSpace(fromRows([[0], [0]]), { kind: 'exact' });
    expect(none.parts([0.1, 0.2])).toEqual({ row: [0, 0], null: [0.1, 0.2], bound: 0 });
    expect([full.rank, none.rank]).toEqual([2, 0]);
  });
});
