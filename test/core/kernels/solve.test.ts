import { describe, expect, test } from 'vitest';
import { alone } from '#core/kernels/alone.ts';
import { solveCholesky, solveLower, solveUpper } from '#core/kernels/solve.ts';
import type { Kernels } from '#core/kernels/types.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import {
  distance,
  EPS,
  integerMatrix,
  matrix,
  norm,
  product,
  randomLower,
  randomMatrix,
  SIZES,
} from '#test/support/matrices.ts';

const COUNTS = [0, 1, 3, 5, 70];

describe.each(builds)('the %s build', (name) => {
  const { arena, kernels, twin } = kernelsAndTwin(name);
  const solvers = { solveLower, solveUpper, solveCholesky };
  type Solver = keyof typeof solvers;
  /** Solves for the rows of B by a factor with one entry of padding to a row. */
  const solved = (use: Kernels, solver: Solver, l: Float64Array, b: Float64Array, n: number): Float64Array =>
    arena.scope(() => {
      const ld = n + 1;
      const at = arena.take(8 * n * ld);
      arena.f64(at, n * ld).set(matrix(n, ld, (i, j) => (j <= i ? (l[i * n + j] as number) : Number.NaN)));
      const to = arena.take(8 * b.length);
      arena.f64(to, b.length).set(b);
      solvers[solver](alone(use, arena), { at, n, ld }, to, n > 0 ? b.length / n : 0);
      return arena.f64(to, b.length).slice();
    });
  const transposed = (l: Float64Array, n: number): Float64Array =>
    matrix(n, n, (i, j) => l[j * n + i] as number);

  test.each(SIZES)('solves as the twin, with a small residual, n = %i', (n) => {
    const l = randomLower(n, n);
    for (const count of COUNTS) {
      const b = randomMatrix(count, n, count);
      for (const solver of Object.keys(solvers) as Solver[]) {
        const x = solved(kernels, solver, l, b, n);
        expect(distance(x, solved(twin, solver, l, b, n))).toBeLessThanOrEqual(1e-11);
        // In rows: x Lᵀ for L x, x L for Lᵀ x.
        const times = (y: Float64Array, m: Float64Array): Float64Array => product(y, m, count, n, n);
        const back =
          solver === 'solveLower'
            ? times(x, l)
            : solver === 'solveUpper'
              ? times(x, transposed(l, n))
              : times(times(x, transposed(l, n)), l);
        const size = solver === 'solveCholesky' ? norm(l) ** 2 : norm(l);
        expect(distance(back, b)).toBeLessThanOrEqual(2 * n * EPS * size * norm(x));
      }
    }
  });

  test('is exact for integers and a diagonal of powers of 2', () => {
    const [n, count] = [97, 9];
    const own = integerMatrix(n, n, 1);
    const l = matrix(n, n, (i, j) => (i === j ? 2 : j < i && j >= i - 2 ? (own[i * n + j] as number) : 0));
    const x = integerMatrix(count, n, 2);
    expect(solved(kernels, 'solveLower', l, product(x, l, count, n, n), n)).toEqual(x);
    expect(solved(kernels, 'solveUpper', l, product(x, transposed(l, n), count, n, n), n)).toEqual(x);
  });

  test('passes NaN on, and gives what division gives for a zero on the diagonal', () => {
    const l = randomLower(9, 1);
    const b = randomMatrix(1, 9, 1);
    b[4] = Number.NaN;
    expect(solved(kernels, 'solveLower', l, b, 9).findIndex(Number.isNaN)).toBe(4);
    expect(solved(kernels, 'solveUpper', l, b, 9).findLastIndex(Number.isNaN)).toBe(4);
    l[0] = 0;
    expect(Math.abs(solved(kernels, 'solveLower', l, randomMatrix(1, 9, 2), 9)[0] as number)).toBe(Infinity);
  });
});
