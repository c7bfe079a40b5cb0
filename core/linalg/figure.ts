import { SAFETY, TINY, UNIT_ROUNDOFF } from './rounding.ts';

/** A number with a bound on its error: the exact value lies within `value ± bound`. */
export interface BoundedNumber {
  readonly value: number;
  readonly bound: number;
}

export const figure = (value: number, bound: number): BoundedNumber => ({ value, bound });

/** True where the figure cannot be told from zero. */
export const isZero = (a: BoundedNumber): boolean => Math.abs(a.value) <= a.bound;

/** `a − b`. */
export function minus(a: BoundedNumber, b: BoundedNumber): BoundedNumber {
  const value = a.value - b.value;
  return { value, bound: SAFETY * (a.bound + b.bound + UNIT_ROUNDOFF * Math.abs(value)) };
}

/** `a b`. */
export function times(a: BoundedNumber, b: BoundedNumber): BoundedNumber {
  const value = a.value * b.value;
  const spread = Math.abs(a.value) * b.bound + a.bound * (Math.abs(b.value) + b.bound);
  return { value, bound: SAFETY * (spread + UNIT_ROUNDOFF * Math.abs(value)) + TINY };
}

/** `a / b`; null where `b` cannot be told from zero, or where the quotient is not a float64 number. */
export function ratio(a: BoundedNumber, b: BoundedNumber): BoundedNumber | null {
  const least = Math.abs(b.value) - b.bound;
  if (!(least > 0)) return null;
  const value = a.value / b.value;
  const spread = a.bound / least + Math.abs(value) * (b.bound / least);
  const bound = SAFETY * (spread + UNIT_ROUNDOFF * Math.abs(value)) + TINY;
  return Number.isFinite(value) && Number.isFinite(bound) ? { value, bound } : null;
}
