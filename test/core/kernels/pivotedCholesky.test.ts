import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alone } from '#core/kernels/alone.ts';
import { pivotedCholesky } from '#core/kernels/pivotedCholesky.ts';
import type { Kernels } from '#core/kernels/types.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import {
  distance,
  EPS,
  integerMatrix,
  matrix,
  product,
  randomMatrix,
  SIZES,
} from '#test/support/matrices.ts';

describe.each(builds)('the %s build', (name) => {
  const { arena, kernels, twin } = kernelsAndTwin(name);
  const factored = (use: Kernels, a: Float64Array, n: number, cut: number) =>
    arena.scope(() => {
      const at = arena.take(8 * n * n);
      arena.f64(at, n * n).set(a);
      const { rank, order } = pivotedCholesky(alone(use, arena), at, n, { cut });
      const l = arena.f64(at, n * n).slice();
      return { rank, order, l: matrix(n, rank, (i, j) => (j <= i ? (l[i * n + j] as number) : 0)) };
    });
  const gram = (w: Float64Array, n: number, depth: number): Float64Array => product(w, w, n, n, depth);
  const permuted = (a: Float64Array, order: Int32Array, n: number): Float64Array =>
    matrix(n, n, (i, j) => a[(order[i] as number) * n + (order[j] as number)] as number);
  const largest = (a: Float64Array, n: number): number =>
    matrix(1, n, (_, i) => a[i * n + i] as number).reduce((x, y) => Math.max(x, y), 0);

  test.each(SIZES)('has the twin’s columns, order and rank, n = %i', (n) => {
    const a = gram(randomMatrix(n, 2 * n, n + 1), n, 2 * n);
    const [found, reference] = [factored(kernels, a, n, 0), factored(twin, a, n, 0)];
    expect(found.rank).toBe(n);
    expect(found.order).toEqual(reference.order);
    expect(distance(found.l, reference.l)).toBeLessThanOrEqual(1e-10 * largest(a, n));
    const error = distance(product(found.l, found.l, n, n, n), permuted(a, found.order, n));
    expect(error).toBeLessThanOrEqual((n + 2) * EPS * n * largest(a, n));
  });

  test('finds the rank of Gram matrices of integers, and an order of all rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 0, max: 80 }),
        fc.nat(1000),
        (n, most, seed) => {
          const depth = Math.min(most, n);
          const a = gram(integerMatrix(n, depth, seed), n, depth);
          const { rank, order, l } = factored(kernels, a, n, n * EPS);
          expect([...order].sort((x, y) => x - y)).toEqual(Array.from({ length: n }, (_, i) => i));
          expect(rank).toBeLessThanOrEqual(depth);
          const error = distance(product(l, l, n, n, rank), permuted(a, order, n));
          expect(error).toBeLessThanOrEqual(2 * n * n * EPS * largest(a, n));
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each([1, 30, 64, 65, 100])('finds rank %i exactly', (rank) => {
    const n = 140;
    // An identity on top: no doubt about the rank.
    const rest = integerMatrix(n, rank, rank);
    const w = matrix(n, rank, (i, j) => (i < rank ? Number(i === j) : (rest[i * rank + j] as number)));
    expect(factored(kernels, gram(w, n, rank), n, n * EPS).rank).toBe(rank);
  });

  test('takes the largest pivots first, so that the diagonal of L falls', () => {
    const n = 90;
    const { l } = factored(kernels, gram(randomMatrix(n, n, 3), n, n), n, 0);
    for (let i = 1; i < n; i++) {
      expect(l[i * n + i] as number).toBeLessThanOrEqual((l[(i - 1) * (n + 1)] as number) * (1 + 1e-12));
    }
  });

  test('gives rank 0 for zeros and stops at the cut', () => {
    expect(factored(kernels, new Float64Array(81), 9, 0).rank).toBe(0);
    const graded = matrix(9, 9, (i, j) => (i === j ? 10 ** -i : 0));
    expect(factored(kernels, graded, 9, 1e-5)).toMatchObject({ rank: 5 });
  });

  test('tells of its progress, and ends where the listener throws', () => {
    const heard: number[] = [];
    const run = (onProgress: (fraction: number) => void): void => {
      arena.scope(() => {
        const at = arena.take(8 * 100 * 100);
        arena.f64(at, 100 * 100).set(gram(randomMatrix(100, 120, 9), 100, 120));
        pivotedCholesky(alone(kernels, arena), at, 100, { onProgress });
      });
    };
    run((fraction) => heard.push(fraction));
    expect(heard).toHaveLength(2);
    expect(heard[1]).toBe(1);
    expect(() =>
      run(() => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
  });

  test('throws for what is not a number, wherever it stands', () => {
    for (const [i, j] of [
      [0, 0],
      [99, 99],
      [50, 3],
      [99, 98],
    ] as const) {
      const a = gram(randomMatrix(100, 120, 8), 100, 120);
      a[i * 100 + j] = Number.NaN;
      expect(() => factored(kernels, a, 100, 0)).toThrow('not a number');
    }
  });
});
