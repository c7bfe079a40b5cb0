import { describe, expect, it } from 'vitest';
import { norm2, powerOfTwoBelow } from '#core/linalg/norm.ts';

describe('norm2', () => {
  it('is exact on a Pythagorean triple at any size', () => {
    for (const exponent of [-1040, -700, -300, 0, 300, 700, 1000]) {
      const scale = 2 ** exponent;
      expect(norm2([3 * scale, -4 * scale])).toBe(5 * scale);
    }
  });

  it('is 0 for nothing and for zeros', () => {
    expect(norm2([])).toBe(0);
    expect(norm2(new Float64Array(4))).toBe(0);
  });

  it('measures the smallest and the largest numbers', () => {
    expect(norm2([2 ** -1074])).toBe(2 ** -1074);
    expect(norm2([Number.MAX_VALUE, 0])).toBe(Number.MAX_VALUE);
  });

  it('passes on what is not finite', () => {
    expect(norm2([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
    expect(norm2([1, Number.NaN])).toBeNaN();
  });
});

describe('powerOfTwoBelow', () => {
  it('is the largest power of two that is not above', () => {
    expect([1, 1.5, 2, 1e-3, 1e60].map(powerOfTwoBelow)).toEqual([1, 1, 2, 2 ** -10, 2 ** 199]);
  });
});
