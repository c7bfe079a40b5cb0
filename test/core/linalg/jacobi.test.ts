import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orthogonaliseRows } from '#core/linalg/jacobi.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { randomRows } from '#test/support/random.ts';

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

const shapes = fc.record({
  rows: fc.integer({ min: 1, max: 9 }),
  columns: fc.integer({ min: 1, max: 9 }),
  grade: fc.constantFrom(1, 1e-3, 1e-8),
  seed: fc.integer(),
});

describe('rows that are turned until they are orthogonal', () => {
  it('keep the Frobenius norm, and are what their companions make of the rows given', () => {
    fc.assert(
      fc.property(shapes, ({ rows, columns, grade, seed }) => {
        const given = randomRows(rows, columns, seed).map((row, i) =>
          Float64Array.from(row, (x) => x * grade ** i),
        );
        const turned = given.map((row) => row.slice());
        const companions = given.map((_, i) => new Float64Array(rows).fill(1, i, i + 1));
        orthogonaliseRows(turned, companions);
        expect(norm2(turned.map(norm2))).toBeCloseTo(norm2(given.map(norm2)), 13);
        for (const [i, row] of turned.entries()) {
          for (const other of turned.slice(i + 1)) {
            expect(Math.abs(dot(row, other))).toBeLessThanOrEqual(1e-14 * norm2(row) * norm2(other) + 1e-300);
          }
          // Row i is the combination of the given rows that its companion holds.
          const companion = companions[i] as Float64Array;
          expect(norm2(companion)).toBeCloseTo(1, 13);
          for (let j = 0; j < columns; j++) {
            const expected = given.reduce(
              (sum, own, k) => sum + (companion[k] as number) * (own[j] as number),
              0,
            );
            expect(row[j]).toBeCloseTo(expected, 12);
          }
        }
      }),
    );
  });

  it('have small singular values to full relative accuracy where the rows are graded', () => {
    // Rows of a diagonal matrix times a rotation of neighbours: its singular values are known.
    const sizes = [1, 1e-5, 1e-10, 1e-15];
    const rows = sizes.map((size, i) => {
      const row = new Float64Array(4);
      row[i] = size;
      return row;
    });
    for (let j = 0; j < 3; j++) {
      for (const row of rows) {
        const [a, b] = [row[j] as number, row[j + 1] as number];
        row[j] = 0.6 * a - 0.8 * b;
        row[j + 1] = 0.8 * a + 0.6 * b;
      }
    }
    orthogonaliseRows(rows);
    const found = rows.map(norm2).sort((a, b) => b - a);
    for (const [i, size] of sizes.entries())
      expect(Math.abs((found[i] as number) / size - 1)).toBeLessThan(1e-14);
  });
});
