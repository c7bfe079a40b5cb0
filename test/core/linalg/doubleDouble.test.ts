import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dotDouble, productError, sumError } from '#core/linalg/doubleDouble.ts';
import { atMost, inner, less, magnitude, plus, rational, times } from '#test/support/rational.ts';

const number = fc
  .double({ min: -1e100, max: 1e100, noNaN: true })
  .filter((x) => x === 0 || Math.abs(x) > 1e-100);

describe('double-double arithmetic', () => {
  it('knows the error of a sum exactly', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const sum = a + b;
        expect(plus(rational(sum), rational(sumError(sum, a, b)))).toEqual(plus(rational(a), rational(b)));
      }),
    );
  });

  it('knows the error of a product exactly', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const product = a * b;
        const exact = times(rational(a), rational(b));
        expect(plus(rational(product), rational(productError(product, a, b)))).toEqual(exact);
      }),
    );
  });

  it('takes inner products as if in twice the precision, then rounds once', () => {
    const entries = fc.array(fc.tuple(number, number), { maxLength: 30 });
    fc.assert(
      fc.property(entries, (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const [X, Y] = [x.map(rational), y.map(rational)];
        const exact = inner(X, Y);
        const n = pairs.length;
        const found = dotDouble(Float64Array.from(x), 0, Float64Array.from(y), 0, n);
        const size = inner(X.map(magnitude), Y.map(magnitude));
        const allowed = plus(
          times(rational(2 ** -53), magnitude(exact)),
          times(rational(2 * (n + 1) ** 2 * 2 ** -106), size),
        );
        expect(atMost(magnitude(less(rational(found), exact)), allowed)).toBe(true);
      }),
    );
  });
});
