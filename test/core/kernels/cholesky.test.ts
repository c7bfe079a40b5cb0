import { describe, expect, test } from 'vitest';
import { alone } from '#core/kernels/alone.ts';
import { cholesky } from '#core/kernels/cholesky.ts';
import type { Kernels } from '#core/kernels/types.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import {
  distance,
  EPS,
  integerMatrix,
  lower,
  matrix,
  norm,
  product,
  randomMatrix,
  SIZES,
} from '#test/support/matrices.ts';

describe.each(builds)('the %s build', (name) => {
  const { arena, kernels, twin } = kernelsAndTwin(name);
  const put = (a: Float64Array): number => {
    const at = arena.take(8 * a.length);
    arena.f64(at, a.length).set(a);
    return at;
  };
  /** Runs the factorisation on a copy of A. */
  const factored = (use: Kernels, a: Float64Array, n: number, cut = 0) =>
    arena.scope(() => {
      const at = put(a);
      const result = cholesky(alone(use, arena), at, n, { cut });
      return { ...result, l: arena.f64(at, n * n).slice() };
    });
  const gram = (n: number): Float64Array => {
    const w = randomMatrix(n, 2 * n, n);
    return product(w, w, n, n, 2 * n);
  };

  test.each([
    [0, 0, 0],
    [1, 1, 1],
    [3, 4, 2],
    [5, 9, 3],
    [31, 33, 7],
    [50, 97, 65],
    [7, 101, 131],
  ])('subtracts the twin’s product, exactly for integers: %i × %i, depth %i', (rows, columns, depth) => {
    for (const last of [columns, 0, 5]) {
      const [a, b] = [integerMatrix(rows, depth, 1), integerMatrix(columns, depth, 2)];
      const run = (use: Kernels): Float64Array =>
        arena.scope(() => {
          const c = put(integerMatrix(rows, columns, 3));
          use.minusProduct(c, columns, put(a), depth, put(b), depth, rows, columns, depth, last);
          return arena.f64(c, rows * columns).slice();
        });
      expect(run(kernels)).toEqual(run(twin));
    }
  });

  test('copies and transposes as the twin', () => {
    const a = integerMatrix(7, 9, 4);
    for (const kernel of ['copyRows', 'transposeRows'] as const) {
      const run = (use: Kernels): Float64Array =>
        arena.scope(() => {
          const to = put(new Float64Array(100));
          use[kernel](put(a), 9, to, 10, 7, 5);
          return arena.f64(to, 100).slice();
        });
      expect(run(kernels)).toEqual(run(twin));
    }
  });

  test.each(SIZES)('has the twin’s factor and a small backward error, n = %i', (n) => {
    const a = gram(n);
    const { l, columns, leastPivot } = factored(kernels, a, n);
    const reference = factored(twin, a, n);
    expect(columns).toBe(n);
    expect(leastPivot).toBeGreaterThan(0);
    expect(leastPivot).toBeLessThanOrEqual(1 + EPS);
    expect(Math.abs(leastPivot - reference.leastPivot)).toBeLessThanOrEqual(1e-10);
    expect(distance(l, reference.l)).toBeLessThanOrEqual(1e-10 * norm(a));
    // |A − L Lᵀ| ≤ γ(n + 1) |L||Lᵀ|, entry by entry, of which the diagonal bounds the size.
    const root = lower(l, n);
    const trace = matrix(1, n, (_, i) => a[i * n + i] as number).reduce((sum, x) => sum + x, 0);
    expect(distance(product(root, root, n, n, n), a)).toBeLessThanOrEqual((n + 2) * EPS * trace);
  });

  test('is exact for a factor of integers, and leaves the other triangle alone', () => {
    const n = 70;
    const own = integerMatrix(n, n, 5);
    const l = matrix(n, n, (i, j) => (j < i ? (own[i * n + j] as number) : j === i ? 4 : 0));
    const a = product(l, l, n, n, n);
    const marked = matrix(n, n, (i, j) => (j > i ? 7 : (a[i * n + j] as number)));
    const found = factored(kernels, marked, n);
    expect(lower(found.l, n)).toEqual(l);
    expect(found.l.filter((_, at) => at % n > Math.floor(at / n)).every((x) => x === 7)).toBe(true);
  });

  test.each([0, 4, 63, 64, 80])('stops at the pivot that is not above the cut: column %i', (stop) => {
    const n = 90;
    const a = matrix(n, n, (i, j) => (i === j ? 1 : 0));
    const partner = stop === 0 ? n - 1 : 0;
    // A last pivot of 1 − x², exactly 2⁻²⁰.
    const x = Math.sqrt(1 - 2 ** -20);
    const [i, j] = [Math.max(stop, partner), Math.min(stop, partner)];
    a[i * n + j] = x;
    const expected = stop === 0 ? n - 1 : stop;
    expect(factored(kernels, a, n, 2 ** -19).columns).toBe(expected);
    expect(factored(kernels, a, n, 2 ** -19).leastPivot).toBeCloseTo(2 ** -20, 15);
    expect(factored(kernels, a, n, 2 ** -21)).toMatchObject({ columns: n });
    a[i * n + i] = 0;
    expect(factored(kernels, a, n).columns).toBe(expected);
  });

  test('refuses a pivot that is not a number', () => {
    const a = gram(80);
    a[70 * 80 + 3] = Number.NaN;
    const { columns, leastPivot } = factored(kernels, a, 80);
    expect(columns).toBe(70);
    expect(leastPivot).toBeNaN();
  });

  test('tells of its progress, and ends where the listener throws', () => {
    const heard: number[] = [];
    const run = (onProgress: (fraction: number) => void): void => {
      arena.scope(() => cholesky(alone(kernels, arena), put(gram(131)), 131, { onProgress }));
    };
    run((fraction) => heard.push(fraction));
    expect(heard).toEqual([...heard].sort((x, y) => x - y));
    expect(heard.at(-1)).toBe(1);
    const before = arena.take(0);
    expect(() =>
      run(() => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(arena.take(0)).toBe(before);
  });
});
