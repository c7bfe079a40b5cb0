import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '#core/kernels/dtype.ts';
import type { Kernels, Pointer } from '#core/kernels/types.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { EPS, randomMatrix } from '#test/support/matrices.ts';
import { atMost, inner, less, magnitude, plus, rational, times } from '#test/support/rational.ts';
import { storable, storedShapes, storeRows } from '#test/support/storedRows.ts';

/** A stored matrix: of numbers that are no integers, but for one that may be none at all. */
const stored = fc
  .record({
    shape: storedShapes,
    special: fc.constantFrom(null, null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  })
  .map(({ shape, special }) => {
    const { type, k, m, seed } = shape;
    const W = storable(type, k * m, seed);
    if (special !== null && k * m > 0) W[Math.abs(seed) % (k * m)] = special;
    return { ...shape, W };
  });

/** Equal where a number is not finite, else no further apart than this. */
function expectClose(got: Iterable<number>, expected: Iterable<number>, tolerance: number): void {
  const values = [...expected];
  [...got].forEach((value, i) => {
    if (!Number.isFinite(values[i])) expect(value).toBe(values[i]);
    else expect(Math.abs(value - (values[i] as number))).toBeLessThanOrEqual(tolerance);
  });
}

describe.each(builds)('the passes of the %s build', (name) => {
  const { arena, kernels, twin } = kernelsAndTwin(name);
  const put = (values: Float64Array): Pointer => {
    const at = arena.take(8 * values.length);
    arena.f64(at, values.length).set(values);
    return at;
  };
  /** What the build and its twin make of equal copies. */
  const both = <T>(use: (own: Kernels) => T): readonly [T, T] => [
    arena.scope(() => use(kernels)),
    arena.scope(() => use(twin)),
  ];

  test('multiply the transpose as their twin does, to rounding', () => {
    fc.assert(
      fc.property(stored, fc.integer({ min: 1, max: 5 }), ({ type, k, m, spare, seed, W }, count) => {
        const [got, expected] = both((own) => {
          const from = storeRows(arena, type, W, m, spare);
          const r = put(randomMatrix(k, count, seed + 1));
          const s = put(randomMatrix(count, m, seed + 2));
          own.addTransposed(from, FORMATS[type].code, m + spare, k, m, r, s, count);
          return arena.f64(s, count * m).slice();
        });
        expectClose(got, expected, (k + 1) ** 2 * EPS);
      }),
    );
  });

  test('take residuals and multiply them back as their twin does, to rounding', () => {
    fc.assert(
      fc.property(stored, ({ type, k, m, spare, seed, W }) => {
        const [got, expected] = both((own) => {
          const from = storeRows(arena, type, W, m, spare);
          const [z, r, s] = [m, k, m].map((n, i) => put(randomMatrix(1, n, seed + i))) as [
            number,
            number,
            number,
          ];
          own.residualPass(from, FORMATS[type].code, m + spare, k, m, z, r, s);
          return { r: arena.f64(r, k).slice(), s: arena.f64(s, m).slice() };
        });
        const error = (m + 1) ** 2 * EPS;
        expectClose(got.r, expected.r, error);
        expectClose(got.s, expected.s, k * error + (k + 1) ** 2 * (m + 1) * EPS);
      }),
    );
  });

  test('multiply by the normal matrix in float32 as their twin does, to rounding', () => {
    fc.assert(
      fc.property(stored, ({ type, k, m, spare, seed, W }) => {
        const [got, expected] = both((own) => {
          const from = storeRows(arena, type, W, m, spare);
          const [p, s] = [arena.take(4 * m), arena.take(4 * m)];
          arena.f32(p, m).set(randomMatrix(1, m, seed + 1));
          arena.f32(s, m).fill(1);
          const square = own.normalPass32(from, FORMATS[type].code, m + spare, k, m, p, s);
          return { square: [square], s: arena.f32(s, m).slice() };
        });
        const error = (m + 1) ** 2 * 2 ** -23;
        expectClose(got.square, expected.square, 2 * k * m * error);
        expectClose(got.s, expected.s, k * error + (k + 1) ** 2 * (m + 1) * 2 ** -23);
      }),
    );
  });

  test('take the inner products of pairs as their twin does, to rounding', () => {
    fc.assert(
      fc.property(stored, fc.integer({ min: 0, max: 5 }), ({ type, k, m, spare, seed, W }, count) => {
        const n = k * (2 * count + 1);
        const [got, expected] = both((own) => {
          const base = storeRows(arena, type, storable(type, k * m, seed + 1), m, spare);
          const source = storeRows(arena, type, W, m, spare);
          const x = put(randomMatrix(count, m, seed + 2));
          const out = arena.take(8 * n);
          own.pairDots(base, source, FORMATS[type].code, m + spare, k, m, x, count, out);
          return arena.f64(out, n).slice();
        });
        expectClose(got, expected, 4 * (m + 1) ** 2 * EPS);
      }),
    );
  });

  test('sum the squares of columns as their twin does, to rounding', () => {
    fc.assert(
      fc.property(storedShapes, ({ type, k, m, spare, seed }) => {
        const [got, expected] = both((own) => {
          const from = storeRows(arena, type, storable(type, k * m, seed), m, spare);
          const [largest, squares] = [put(new Float64Array(m).fill(0.5)), put(randomMatrix(1, m, seed + 1))];
          expect(own.columnStatistics(from, FORMATS[type].code, m + spare, k, m, largest, squares)).toBe(-1);
          return { largest: arena.f64(largest, m).slice(), squares: arena.f64(squares, m).slice() };
        });
        expect(got.largest).toEqual(expected.largest);
        expectClose(got.squares, expected.squares, (k + 1) ** 2 * EPS);
      }),
    );
  });

  /** An error of a small multiple of `n u²` of these magnitudes, for n terms. */
  const tiny = (n: number, size: ReturnType<typeof rational>): ReturnType<typeof rational> =>
    times(rational((n + 2) * 2 ** -103), size);

  test('have residuals in double-double to the last bit, where float64 would have none', () => {
    fc.assert(
      fc.property(storedShapes, ({ type, k, m, spare, seed }) => {
        const W = storable(type, k * m, seed);
        const z = randomMatrix(1, m, seed + 1).map((x, j) => x * 2 ** ((j * 7) % 30));
        const given = Float64Array.from({ length: k }, (_, i) =>
          z.reduce((sum, x, j) => sum + x * (W[i * m + j] as number), 0),
        );
        for (const rest of both((own) => {
          const from = storeRows(arena, type, W, m, spare);
          const r = put(given);
          own.residualDouble(from, FORMATS[type].code, m + spare, k, m, put(z), r);
          return arena.f64(r, k).slice();
        })) {
          rest.forEach((value, i) => {
            const row = [...W.subarray(i * m, (i + 1) * m)].map(rational);
            const exact = less(rational(given[i] as number), inner(row, [...z].map(rational)));
            const size = inner(row.map(magnitude), [...z].map(Math.abs).map(rational));
            const bound = plus(times(rational(EPS / 2), magnitude(exact)), tiny(m, size));
            expect(atMost(magnitude(less(rational(value), exact)), bound)).toBe(true);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('multiply the transpose in double-double, the high and the low part together', () => {
    fc.assert(
      fc.property(storedShapes, ({ type, k, m, spare, seed }) => {
        const W = storable(type, k * m, seed);
        const r = randomMatrix(1, k, seed + 1).map((x, i) => x * 2 ** ((i * 7) % 30));
        const [high, low] = [randomMatrix(1, m, seed + 2), randomMatrix(1, m, seed + 3).map((x) => x * EPS)];
        for (const { s, t } of both((own) => {
          const from = storeRows(arena, type, W, m, spare);
          const [s, t] = [put(high), put(low)];
          own.transposedDouble(from, FORMATS[type].code, m + spare, k, m, put(r), s, t);
          return { s: arena.f64(s, m).slice(), t: arena.f64(t, m).slice() };
        })) {
          s.forEach((value, j) => {
            const column = Array.from({ length: k }, (_, i) => rational(W[i * m + j] as number));
            const before = plus(rational(high[j] as number), rational(low[j] as number));
            const exact = plus(before, inner(column, [...r].map(rational)));
            const size = plus(
              magnitude(before),
              inner(column.map(magnitude), [...r].map(Math.abs).map(rational)),
            );
            const sum = plus(rational(value), rational(t[j] as number));
            expect(atMost(magnitude(less(sum, exact)), tiny(k, size))).toBe(true);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('have no number in double-double where an entry is none', () => {
    for (const special of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const W = storable('f32', 35, 1);
      W[9] = special;
      const [got, expected] = both((own) => {
        const from = storeRows(arena, 'f32', W, 7, 1);
        const [z, r, s, t] = [7, 5, 7, 7].map((n) => put(randomMatrix(1, n, n))) as [
          number,
          number,
          number,
          number,
        ];
        own.transposedDouble(from, FORMATS.f32.code, 8, 5, 7, r, s, t);
        own.residualDouble(from, FORMATS.f32.code, 8, 5, 7, z, r);
        const sums = arena.f64(s, 7).map((high, j) => high + (arena.f64(t, 7)[j] as number));
        return [...arena.f64(r, 5), ...sums].map(Number.isNaN);
      });
      expect(got).toEqual([...Array.from({ length: 12 }, (_, i) => i === 1 || i === 5 + 2)]);
      expect(expected).toEqual(got);
    }
  });
});
