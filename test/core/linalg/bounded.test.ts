import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dividedBy, dot, exact, norm, plusCombination, timesMatrix, within } from '#core/linalg/bounded.ts';
import { figure, isZero, minus, ratio, times } from '#core/linalg/figure.ts';
import { fromRows } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import {
  holds,
  holdsRoot,
  inner,
  less,
  over,
  plus,
  type Rational,
  rational,
  shift,
  times as timesExactly,
} from '#test/support/rational.ts';

const number = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.double({ min: -1e60, max: 1e60, noNaN: true }),
  fc.double({ min: -1e-160, max: 1e-160, noNaN: true }),
);
const vectors = (count: number, longest = 90) =>
  fc
    .integer({ min: 1, max: longest })
    .chain((n) =>
      fc.tuple(...Array.from({ length: count }, () => fc.array(number, { minLength: n, maxLength: n }))),
    );
const exactly = (x: readonly number[]): Rational[] => x.map(rational);

describe('bounded arithmetic: the exact result lies within the bound', () => {
  it('for inner products, cancellation and underflow included', () => {
    fc.assert(
      fc.property(vectors(2), ([x = [], y = []]) => {
        const minusX = x.map((a) => -a);
        const doubled = dot(exact([...x, ...minusX]), exact([...y, ...y]));
        return holds(dot(exact(x), exact(y)), inner(exactly(x), exactly(y))) && holds(doubled, rational(0));
      }),
    );
  });

  it('for inner products of vectors that are themselves wrong by up to their bounds', () => {
    fc.assert(
      fc.property(vectors(4, 12), ([x = [], y = [], ex = [], ey = []]) => {
        const wrong = {
          x: { values: x, bounds: ex.map(Math.abs), normBound: 0 },
          y: within(y, norm2(ey) * (1 + 1e-14) + 1e-300),
        };
        const truth = inner(
          shift(exactly(x), rational(1), exactly(ex)),
          shift(exactly(y), rational(-1), exactly(ey)),
        );
        return holds(dot(wrong.x, wrong.y), truth);
      }),
    );
  });

  it('for a vector times a matrix, in every entry', () => {
    fc.assert(
      fc.property(vectors(3, 80), ([x = [], first = [], second = []]) => {
        const W = fromRows(first.map((a, i) => [a, second[i] ?? 0]));
        const out = timesMatrix(exact(x), W, Float64Array.of(norm2(first), norm2(second)));
        return [first, second].every((column, j) =>
          holds(figure(out.values[j] ?? 0, out.bounds[j] ?? 0), inner(exactly(x), exactly(column))),
        );
      }),
    );
  });

  it('for b + c x, and for x / t', () => {
    fc.assert(
      fc.property(vectors(2, 6), number, number, ([b = [], x = []], c, t) => {
        const sum = plusCombination(exact(b), [figure(c, 0)], [exact(x)]);
        const truth = shift(exactly(b), rational(c), exactly(x));
        const sums = truth.every((value, i) => holds(figure(sum.values[i] ?? 0, sum.bounds[i] ?? 0), value));
        if (Math.abs(t) < 1e-100) return sums;
        const parts = dividedBy(exact(x), figure(t, 0));
        return (
          sums &&
          x.every((value, i) =>
            holds(figure(parts.values[i] ?? 0, parts.bounds[i] ?? 0), over(rational(value), rational(t))),
          )
        );
      }),
    );
  });

  it('for norms of vectors of any size', () => {
    fc.assert(
      fc.property(vectors(1), ([x = []]) => holdsRoot(norm([exact(x)]), inner(exactly(x), exactly(x)))),
    );
  });

  it('for differences, products and quotients of figures', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [x, y] = [rational(a), rational(b)];
        const quotient =
          Math.abs(a) < 1e100 && Math.abs(b) > 1e-100 ? ratio(figure(a, 0), figure(b, 0)) : null;
        return (
          holds(minus(figure(a, 0), figure(b, 0)), less(x, y)) &&
          holds(times(figure(a, 0), figure(b, 0)), timesExactly(x, y)) &&
          (quotient === null || holds(quotient, over(x, y)))
        );
      }),
    );
  });

  it('and the bounds stay near rounding level', () => {
    const x = Array.from({ length: 3072 }, (_, i) => Math.sin(i + 1));
    expect(dot(exact(x), exact(x)).bound).toBeLessThan(2e-11);
    expect(norm([exact([3, 4])]).value).toBe(5);
    expect(norm([exact([3, 4])]).bound).toBeLessThan(3e-15);
  });
});

describe('figures', () => {
  it('are zero where they cannot be told from it', () => {
    expect(isZero(figure(1e-17, 1e-16))).toBe(true);
    expect(isZero(figure(0, 0))).toBe(true);
    expect(isZero(figure(-2e-16, 1e-16))).toBe(false);
  });

  it('have no quotient by a zero', () => {
    expect(ratio(figure(1, 0), figure(1e-17, 1e-16))).toBeNull();
    expect(ratio(figure(1e300, 0), figure(1e-300, 0))).toBeNull();
    expect(ratio(figure(1, 0), figure(4, 0))?.value).toBe(0.25);
  });

  it('widen by the error of the divisor', () => {
    const quotient = ratio(figure(6, 0), figure(2, 0.5));
    expect(holds(quotient ?? figure(0, 0), plus(rational(4), rational(0)))).toBe(true);
  });
});
