import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alone } from '#core/kernels/alone.ts';
import { eigenvalues } from '#core/kernels/eigenvalues.ts';
import { tridiagonalEigenvalues } from '#core/kernels/tridiagonalEigenvalues.ts';
import type { Kernels } from '#core/kernels/types.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { distance, EPS, matrix, norm, product, randomMatrix, SIZES } from '#test/support/matrices.ts';

/** `Q diag(values) Qᵀ` for a Q of some random reflections. */
function withSpectrum(values: readonly number[], seed: number): Float64Array {
  const n = values.length;
  let a = matrix(n, n, (i, j) => (i === j ? (values[i] as number) : 0));
  for (let k = 0; k < 3; k++) {
    const v = randomMatrix(1, n, seed + k);
    const square = v.reduce((sum, x) => sum + x * x, 0);
    const q = matrix(n, n, (i, j) => Number(i === j) - (2 * (v[i] as number) * (v[j] as number)) / square);
    a = product(product(q, a, n, n, n), q, n, n, n);
  }
  return matrix(n, n, (i, j) => ((a[i * n + j] as number) + (a[j * n + i] as number)) / 2);
}

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();
const upTo = (n: number, value: (i: number) => number): number[] =>
  Array.from({ length: n }, (_, i) => value(i));

describe.each(builds)('the %s build', (name) => {
  const { arena, kernels, twin } = kernelsAndTwin(name);
  const found = (a: Float64Array, n: number, use: Kernels = kernels): Float64Array =>
    arena.scope(() => {
      const at = arena.take(8 * n * n);
      // What stands above the diagonal must not matter.
      arena.f64(at, n * n).set(matrix(n, n, (i, j) => (j <= i ? (a[i * n + j] as number) : Number.NaN)));
      return eigenvalues(alone(use, arena), at, n);
    });
  const expectSpectrum = (a: Float64Array, values: readonly number[], n: number): void =>
    expect(distance(found(a, n), ascending(values))).toBeLessThanOrEqual(2 * n * EPS * norm(a));

  test.each(SIZES)('has the twin’s eigenvalues, n = %i', (n) => {
    const w = randomMatrix(n, n, n);
    const a = matrix(n, n, (i, j) => (w[i * n + j] as number) + (w[j * n + i] as number));
    const values = found(a, n);
    expect(distance(values, found(a, n, twin))).toBeLessThanOrEqual(2 * n * EPS * norm(a));
    const trace = upTo(n, (i) => a[i * n + i] as number).reduce((sum, x) => sum + x, 0);
    expect(Math.abs(values.reduce((sum, x) => sum + x, 0) - trace)).toBeLessThanOrEqual(
      n * n * EPS * norm(a),
    );
  });

  test.each([4, 7, 12, 33])('passes over the rows as the twin, in ranges too, n = %i', (n) => {
    const inputs = [randomMatrix(n, n, 1), ...[2, 3, 4, 5].map((seed) => randomMatrix(1, n, seed))];
    const run = (use: Kernels, ...cuts: number[]): Float64Array =>
      arena.scope(() => {
        const [a, u, w, v, p] = inputs.map((x) => {
          const at = arena.take(8 * x.length);
          arena.f64(at, x.length).set(x);
          return at;
        }) as [number, number, number, number, number];
        cuts.forEach((to, i) => {
          use.tridiagonalPass(a, n, cuts[i - 1] ?? 0, to, u, w, v, p);
        });
        return Float64Array.from([...arena.f64(a, n * n), ...arena.f64(p, n)]);
      });
    expect(distance(run(kernels, n), run(twin, n))).toBeLessThanOrEqual(8 * n * EPS);
    expect(distance(run(kernels, 4, n), run(twin, n))).toBeLessThanOrEqual(8 * n * EPS);
  });

  test.each([1, 2, 33, 100])('knows diagonal and tridiagonal Toeplitz matrices, n = %i', (n) => {
    const diagonal = upTo(n, (i) => ((i * 37) % n) - n / 3);
    expectSpectrum(
      matrix(n, n, (i, j) => (i === j ? (diagonal[i] as number) : 0)),
      diagonal,
      n,
    );
    const toeplitz = matrix(n, n, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0));
    expectSpectrum(
      toeplitz,
      upTo(n, (i) => 2 - 2 * Math.cos(((i + 1) * Math.PI) / (n + 1))),
      n,
    );
  });

  test.each([
    ['spread', (i: number) => i - 40.5],
    ['clustered', (i: number) => (i < 40 ? 1 + i * 1e-14 : 2)],
    ['deficient', (i: number) => (i < 30 ? i + 1 : 0)],
    ['all equal', () => 3],
    ['graded', (i: number) => 10 ** (-i / 4)],
    ['of two signs', (i: number) => (i % 2 ? 1 : -1)],
  ] as const)('finds a spectrum that is %s', (_, value) => {
    for (const n of [2, 9, 80]) {
      const values = upTo(n, value);
      expectSpectrum(withSpectrum(values, n), values, n);
    }
  });

  test.each([1e-300, 1e-160, 1e160, 1e300])('holds for entries of the size %s', (size) => {
    const values = upTo(20, (i) => (i + 1) / 20);
    const a = withSpectrum(values, 6);
    const relative = found(
      a.map((x) => x * size),
      20,
    ).map((x) => x / size);
    expect(distance(relative, ascending(values))).toBeLessThanOrEqual(80 * EPS * norm(a));
  });

  test('is the same for every order of the rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.nat(1000),
        fc.infiniteStream(fc.nat()),
        (n, seed, keys) => {
          const order = [...keys.take(n)].map((key, i) => [key, i] as const).sort((x, y) => x[0] - y[0]);
          const w = randomMatrix(n, n, seed);
          const a = matrix(n, n, (i, j) => (w[i * n + j] as number) + (w[j * n + i] as number));
          const at = (i: number): number => (order[i] as readonly [number, number])[1];
          const moved = matrix(n, n, (i, j) => a[at(i) * n + at(j)] as number);
          expect(distance(found(a, n), found(moved, n))).toBeLessThanOrEqual(2 * n * EPS * norm(a));
        },
      ),
    );
  });

  test('gives zeros for zeros, and throws for what is not finite', () => {
    expect(found(new Float64Array(49), 7)).toEqual(new Float64Array(7));
    for (const bad of [Number.NaN, Infinity]) {
      const a = randomMatrix(9, 9, 1);
      a[5 * 9 + 2] = bad;
      expect(() => found(a, 9)).toThrow('not a finite number');
    }
  });

  test('tells of its progress, and ends where the listener throws', () => {
    const heard: number[] = [];
    const run = (onProgress: (fraction: number) => void): void => {
      arena.scope(() => {
        const at = arena.take(8 * 100 * 100);
        arena.f64(at, 100 * 100).set(
          withSpectrum(
            upTo(100, (i) => i),
            1,
          ),
        );
        eigenvalues(alone(kernels, arena), at, 100, { onProgress });
      });
    };
    run((fraction) => heard.push(fraction));
    expect(heard).toEqual([...heard].sort((x, y) => x - y));
    expect(heard.at(-1)).toBe(1);
    expect(() =>
      run(() => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
  });
});

describe('the eigenvalues of a tridiagonal matrix', () => {
  test('are exact where nothing couples', () => {
    expect(tridiagonalEigenvalues(Float64Array.of(3, -1, 2), Float64Array.of(0, 0))).toEqual(
      Float64Array.of(-1, 2, 3),
    );
    expect(tridiagonalEigenvalues(new Float64Array(0), new Float64Array(0))).toEqual(new Float64Array(0));
  });

  test('end for Wilkinson’s matrix, whose largest pairs agree to rounding', () => {
    const diagonal = Float64Array.from({ length: 21 }, (_, i) => Math.abs(i - 10));
    const values = tridiagonalEigenvalues(diagonal, new Float64Array(20).fill(1));
    expect(values[20]).toBeCloseTo(10.746194182903393, 13);
    expect(values[19]).toBeCloseTo(10.746194182903322, 13);
  });

  test('end where a sweep from the other end would undo the last one', () => {
    const values = tridiagonalEigenvalues(Float64Array.of(-1, 1e-17, 1e-17), Float64Array.of(1e-17, -1));
    expect(distance(values, Float64Array.of(-1, -1, 1))).toBeLessThanOrEqual(4 * EPS);
  });

  test('end for any diagonal and subdiagonal, with the trace', () => {
    const entry = fc.oneof(
      fc.double({ noNaN: true, min: -1, max: 1 }),
      fc.constantFrom(0, 1, -1, 1e-160, 1e-300),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(entry, entry), { maxLength: 30 }), (rows) => {
        const diagonal = Float64Array.from(rows, ([x]) => x);
        const values = tridiagonalEigenvalues(
          diagonal,
          Float64Array.from(rows, ([, y]) => y),
        );
        const [sum, trace] = [values, diagonal].map((x) => x.reduce((total, y) => total + y, 0)) as [
          number,
          number,
        ];
        expect(Math.abs(sum - trace)).toBeLessThanOrEqual(rows.length ** 2 * 4 * EPS);
      }),
      { numRuns: 500 },
    );
  });

  test('are refused for what is not finite', () => {
    expect(() => tridiagonalEigenvalues(Float64Array.of(1, 2), Float64Array.of(Number.NaN))).toThrow(
      'not a finite',
    );
  });
});
