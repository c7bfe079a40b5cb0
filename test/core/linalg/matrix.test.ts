import { describe, expect, it } from 'vitest';
import { fromRows, hasRows, identity, largestEntry, rowOf, toRows, transpose } from '#core/linalg/matrix.ts';

const A = fromRows([
  [1, -5, 2],
  [0, 3, 4],
]);

describe('a matrix', () => {
  it('is stored row by row', () => {
    expect(A).toEqual({ rows: 2, cols: 3, data: Float64Array.of(1, -5, 2, 0, 3, 4) });
    expect(rowOf(A, 1)).toEqual([0, 3, 4]);
    expect(toRows(A)).toEqual([
      [1, -5, 2],
      [0, 3, 4],
    ]);
  });

  it('refuses rows of different lengths', () => {
    expect(() => fromRows([[1, 2], [3]])).toThrow('row 1 has 1 entries, expected 2');
  });

  it('transposes and back', () => {
    expect(toRows(transpose(A))).toEqual([
      [1, 0],
      [-5, 3],
      [2, 4],
    ]);
    expect(transpose(transpose(A))).toEqual(A);
  });

  it('knows its largest magnitude, and the identity', () => {
    expect(largestEntry(A)).toBe(5);
    expect(toRows(identity(2))).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('compares itself with rows entry by entry', () => {
    expect(hasRows(A, toRows(A))).toBe(true);
    expect(hasRows(A, [[1, -5, 2]])).toBe(false);
    expect(
      hasRows(A, [
        [1, -5, 2],
        [0, 3, 4.5],
      ]),
    ).toBe(false);
  });
});
