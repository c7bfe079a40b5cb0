import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAngle,
  formatBound,
  formatEntry,
  formatFigure,
  formatFixed,
  formatNumber,
  formatShare,
  formatSigned,
  fullPrecision,
  powerOfTen,
} from '#core/format/number.ts';

const exact = (value: number) => ({ value, bound: 0 });
const numbers = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: -30, max: 12 }))
  .map(([mantissa, exponent]) => mantissa * 10 ** exponent);
const figures = fc.record({
  value: numbers,
  bound: fc.oneof(
    fc.constant(0),
    fc.integer({ min: -18, max: 3 }).map((n) => 10 ** n),
  ),
});

/** The number that a text on screen states. */
function stated(text: string): number {
  const [mantissa = '', exponent = ''] = text
    .replace('+', '')
    .replace('−', '-')
    .replace('°', '')
    .split(' × 10');
  const digits = [...exponent].map((c) => (c === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)))).join('');
  return Number(mantissa) * 10 ** Number(digits || '0');
}

describe('a number', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [2, '2'],
    [-0.5, '−0.5'],
    [Math.SQRT1_2, '0.7071'],
    [123456, '123500'],
    [1e6, '1 × 10⁶'],
    [-1.25e-7, '−1.25 × 10⁻⁷'],
    [1e-4, '0.0001'],
    [999_999.9, '1 × 10⁶'],
    [3.5e-17, '3.5 × 10⁻¹⁷'],
  ])('%f reads %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('is within half a unit of the last of its digits, with a true minus', () => {
    fc.assert(
      fc.property(numbers, (value) => {
        const text = formatNumber(value);
        expect(text).not.toMatch(/[-e]/);
        expect(Math.abs(stated(text) - value)).toBeLessThanOrEqual(5.001e-4 * Math.abs(value));
        expect(text.startsWith('−')).toBe(value < 0);
      }),
    );
  });

  it('in full precision reads back as itself', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(fullPrecision(value))).toBe(value + 0);
      }),
    );
    expect(fullPrecision(-0)).toBe('0');
  });
});

describe('a figure', () => {
  it('below its own rounding error reads ≈ 0, with the bound on hover, never 3.5e-17', () => {
    for (const format of [formatFigure, formatFixed, formatSigned, formatAngle]) {
      for (const value of [3.5e-17, -3.5e-17, 0]) {
        const { text, title } = format({ value, bound: 1e-16 });
        expect(text).toBe('≈ 0');
        expect(title).toMatch(/^0 within ± \d\.\de-1\d/);
      }
    }
    expect(formatEntry(3.5e-17, 1e-16).text).toBe('≈ 0');
  });

  it('that is 0 exactly says so', () => {
    expect(formatFigure(exact(0))).toEqual({ text: '0', title: '0, exactly' });
    expect(formatFixed(exact(0)).text).toBe('0');
    expect(formatSigned(exact(0)).text).toBe('0');
    expect(formatAngle(exact(0)).text).toBe('0°');
  });

  it('never has more digits than its bound supports', () => {
    fc.assert(
      fc.property(figures, (figure) => {
        fc.pre(Math.abs(figure.value) > figure.bound);
        for (const format of [formatFigure, formatFixed, formatSigned]) {
          const { text } = format(figure);
          const [mantissa = ''] = text.replace(/[+−]/, '').split(' × ');
          const decimals = mantissa.split('.')[1]?.length ?? 0;
          const scale = Math.abs(stated(text)) / Number(mantissa);
          // The last decimal shown is worth no less than the bound (one digit is always shown).
          if (decimals > 0 && mantissa.replace(/[.0]/g, '').length > 1)
            expect(scale * 10 ** -decimals).toBeGreaterThanOrEqual(0.999 * figure.bound);
        }
      }),
      { numRuns: 500 },
    );
    expect(formatFigure({ value: 0.123456, bound: 1e-3 }).text).toBe('0.12');
    expect(formatFigure({ value: 123.456, bound: 30 }).text).toBe('100');
  });

  it('never lies: what it states is within its digits and its bound', () => {
    fc.assert(
      fc.property(figures, (figure) => {
        const { text } = formatFigure(figure);
        if (text === '≈ 0') {
          expect(Math.abs(figure.value)).toBeLessThanOrEqual(figure.bound);
          return;
        }
        const size = Math.abs(figure.value);
        const slack = 5.001e-4 * size + Math.min(size, 20 * figure.bound);
        expect(Math.abs(stated(text) - figure.value)).toBeLessThanOrEqual(slack);
      }),
    );
  });

  it('has four significant digits, zeros included', () => {
    expect(formatFigure({ value: 0.4, bound: 1e-16 }).text).toBe('0.4000');
    expect(formatFigure({ value: Math.sqrt(0.6), bound: 1e-16 }).text).toBe('0.7746');
    expect(formatFigure({ value: 2, bound: 1e-16 }, 2).text).toBe('2.0');
  });

  it('is there in full on hover, with its bound', () => {
    expect(formatFigure({ value: -0.6, bound: 2e-16 }).title).toBe('−0.6 (± 2.0e-16)');
    expect(formatFigure(exact(0.1)).title).toBe('0.1 (exact)');
  });
});

describe('outputs and effects', () => {
  it('have three decimals', () => {
    expect(formatFixed(exact(0.6)).text).toBe('0.600');
    expect(formatFixed(exact(-1.4)).text).toBe('−1.400');
    expect(formatFixed(exact(1234.5678)).text).toBe('1234.568');
  });

  it('have significant digits where decimals would hide them', () => {
    expect(formatFixed(exact(0.00123)).text).toBe('0.001230');
    expect(formatFixed(exact(1e-9)).text).toBe('1 × 10⁻⁹');
    expect(formatFixed(exact(1e9)).text).toBe('1 × 10⁹');
  });

  it('carry their sign where it is asked for', () => {
    expect(formatSigned(exact(0.4)).text).toBe('+0.400');
    expect(formatSigned(exact(-0.6)).text).toBe('−0.600');
  });
});

describe('a share of a whole', () => {
  it('is in per cent with one decimal, and never a full 0 or 100 that it is not', () => {
    expect(formatShare({ value: Math.sqrt(0.4), bound: 1e-12 }).text).toBe('63.2 %');
    expect(formatShare({ value: 0.5, bound: 1e-12 }).text).toBe('50.0 %');
    expect(formatShare({ value: 1e-9, bound: 1e-12 }).text).toBe('< 0.1 %');
    expect(formatShare({ value: 1 - 1e-9, bound: 1e-12 }).text).toBe('> 99.9 %');
  });

  it('keeps to its bound, and says it on hover', () => {
    expect(formatShare({ value: 0.632, bound: 0.1 }).text).toBe('60 %');
    expect(formatShare({ value: 0.5, bound: 1e-12 }).title).toBe('0.5 (± 1.0e-12), of 1');
  });
});

describe('an angle', () => {
  it('is in degrees with two decimals', () => {
    expect(formatAngle({ value: Math.acos(Math.sqrt(0.4)), bound: 1e-15 }).text).toBe('50.77°');
    expect(formatAngle(exact(Math.PI / 2)).text).toBe('90.00°');
  });

  it('that is small but not zero does not read 0.00', () => {
    expect(formatAngle({ value: 1e-5, bound: 1e-16 }).text).toBe('0.0005730°');
    expect(formatAngle({ value: -0.5, bound: 1e-16 }).text).toBe('−28.65°');
  });

  it('keeps to its bound', () => {
    expect(formatAngle({ value: 0.5, bound: 0.01 }).text).toBe('30°');
  });
});

describe('a bound', () => {
  it('has one digit and is never less than it is', () => {
    expect([1.3e-15, 2e-15, 9.1e-16, 0.0301, 0, 96].map(formatBound)).toEqual([
      '2 × 10⁻¹⁵',
      '2 × 10⁻¹⁵',
      '1 × 10⁻¹⁵',
      '0.04',
      '0',
      '100',
    ]);
    fc.assert(
      fc.property(numbers, (x) => {
        const bound = Math.abs(x);
        // What is typed on screen reads back to a rounding.
        expect(stated(formatBound(bound))).toBeGreaterThanOrEqual(bound * (1 - 1e-15));
        expect(stated(formatBound(bound))).toBeLessThanOrEqual(2 * bound * (1 + 1e-15));
      }),
    );
  });
});

describe('a power of ten', () => {
  it('has a raised exponent; the zeroth is 1', () => {
    expect([0, -3, -15, 12].map(powerOfTen)).toEqual(['1', '10⁻³', '10⁻¹⁵', '10¹²']);
  });
});
