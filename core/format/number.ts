import type { Figure } from '#core/analysis/types.ts';
import { UNIT_ROUNDOFF } from '#core/linalg/rounding.ts';

/** A number as it stands on screen, and what is shown on hover: full precision and the bound. */
export interface Shown {
  readonly text: string;
  readonly title: string;
}

/** The most digits that ever follow the first significant one on screen. */
const MOST_DIGITS = 15;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (n: number): string =>
  (n < 0 ? '⁻' : '') + [...String(Math.abs(n))].map((c) => SUPERSCRIPTS[Number(c)]).join('');

const trueMinus = (text: string): string => text.replace(/^-/, '−');

/** The shortest decimal that reads back as the same float64, with an ASCII minus: for copying and for fields. */
export const fullPrecision = (value: number): string => (Object.is(value, -0) ? '0' : String(value));

/**
 * A number with at most `digits` significant digits, without trailing zeros, and a true minus sign: `2`,
 * `−0.5`, `0.7071`; `× 10ⁿ` below 1e-4 and from 1e6 on.
 */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size >= 1e-4 && size < 1e6) {
    return trueMinus(String(rounded));
  }
  return power(value, digits);
}

/** A power of ten: `10⁻⁵`; `1` for exponent 0. */
export const powerOfTen = (exponent: number): string => (exponent === 0 ? '1' : `10${superscript(exponent)}`);

/** A bound with one significant digit, rounded up, so that it still holds: `2 × 10⁻¹⁵`. */
export function formatBound(bound: number): string {
  if (!Number.isFinite(bound) || bound === 0) return formatNumber(bound, 1);
  const nearest = Number(bound.toExponential(0));
  return formatNumber(nearest < bound ? nearest + 10 ** Math.floor(Math.log10(bound)) : nearest, 1);
}

function power(value: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return `${trueMinus(short)} × 10${superscript(Number(exponent))}`;
}

/** The significant digits of a figure that its bound supports, at most `digits`; at least 1. */
function supported({ value, bound }: Figure, digits: number): number {
  if (bound === 0) return digits;
  const certain = Math.floor(Math.log10(Math.abs(value))) - Math.ceil(Math.log10(2 * bound)) + 1;
  return Math.max(1, Math.min(digits, certain, MOST_DIGITS));
}

/** True where a figure cannot be told from zero, yet may differ from it. */
const isNearZero = ({ value, bound }: Figure): boolean => bound > 0 && Math.abs(value) <= bound;

function shown(figure: Figure, text: string): Shown {
  const { value, bound } = figure;
  if (value === 0 && bound === 0) return { text, title: '0, exactly' };
  if (isNearZero(figure)) return { text: '≈ 0', title: `0 within ± ${bound.toExponential(1)}` };
  const within = bound === 0 ? 'exact' : `± ${bound.toExponential(1)}`;
  return { text, title: `${trueMinus(fullPrecision(value))} (${within})` };
}

/** A figure with at most `digits` significant digits, never more than its bound supports; `≈ 0` within it. */
export function formatFigure(figure: Figure, digits = 4): Shown {
  const { value } = figure;
  const kept = value === 0 ? digits : supported(figure, digits);
  const text = value === 0 ? '0' : kept < digits ? formatNumber(value, kept) : padded(value, digits);
  return shown(figure, text);
}

/** `digits` significant digits with their trailing zeros: `0.4000`. */
function padded(value: number, digits: number): string {
  const size = Math.abs(Number(value.toPrecision(digits)));
  if (size >= 1e-4 && size < 10 ** digits) return trueMinus(value.toPrecision(digits));
  return formatNumber(value, digits);
}

/** A component: as `formatNumber`, or `≈ 0` where it cannot be told from zero. */
export function formatEntry(value: number, bound: number): Shown {
  const figure = { value, bound };
  return shown(figure, formatNumber(value, value === 0 ? 4 : supported(figure, 4)));
}

/** Outputs and effects: three decimals (`0.600`), so that a column of them lines up; else as `formatFigure`. */
export function formatFixed(figure: Figure): Shown {
  const size = Math.abs(figure.value);
  const legible = figure.value === 0 || (size >= 0.1 && size < 99_999.5);
  if (!legible || figure.bound > 5e-4) return formatFigure(figure);
  return shown(figure, figure.value === 0 && figure.bound === 0 ? '0' : trueMinus(figure.value.toFixed(3)));
}

/** As `formatFixed`, with its sign: `+0.400`, `−0.600`. */
export function formatSigned(figure: Figure): Shown {
  const { text, title } = formatFixed(figure);
  return { text: figure.value > 0 && /^\d/.test(text) ? `+${text}` : text, title };
}

/** A share of a whole, in per cent with one decimal: `40.0 %`; `< 0.1 %` and `> 99.9 %` at the ends. */
export function formatShare({ value, bound }: Figure): Shown {
  const percent = { value: 100 * value, bound: 100 * bound + Math.abs(100 * value) * UNIT_ROUNDOFF };
  const text =
    percent.bound > 0.05
      ? formatFigure(percent).text
      : percent.value < 0.05
        ? '< 0.1'
        : percent.value > 99.95
          ? '> 99.9'
          : percent.value.toFixed(1);
  const { title } = shown({ value, bound }, text);
  return { text: `${text} %`, title: `${title}, of 1` };
}

/** An angle given in radians, in degrees with two decimals: `50.77°`; below 0.1° with significant digits. */
export function formatAngle({ value, bound }: Figure): Shown {
  const degrees = 180 / Math.PI;
  // The factor itself is rounded: two units in the last place cover it and the product.
  const figure = { value: value * degrees, bound: bound * degrees + Math.abs(value * degrees) * 2 ** -51 };
  const { text, title } = shown(
    figure,
    figure.bound > 5e-3 || Math.abs(figure.value) < 0.1
      ? formatFigure(figure).text
      : trueMinus(figure.value.toFixed(2)),
  );
  return {
    text: value === 0 && bound === 0 ? '0°' : `${text}${text.startsWith('≈') ? '' : '°'}`,
    title: `${title}, degrees`,
  };
}
