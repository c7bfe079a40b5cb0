/** An exact fraction; the denominator is positive. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

const bits = new DataView(new ArrayBuffer(8));

/** The exact value of a finite float64. */
export function rational(x: number): Rational {
  if (!Number.isFinite(x)) throw new RangeError(`${x} is no rational number`);
  bits.setFloat64(0, x);
  const raw = bits.getBigUint64(0);
  const exponent = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  const signed = x < 0 ? -mantissa : mantissa;
  const power = Math.max(exponent, 1) - 1075;
  return power >= 0 ? reduce(signed << BigInt(power), 1n) : reduce(signed, 1n << BigInt(-power));
}

function reduce(num: bigint, den: bigint): Rational {
  let a = num < 0n ? -num : num;
  let b = den < 0n ? -den : den;
  while (b !== 0n) [a, b] = [b, a % b];
  const sign = den < 0n ? -1n : 1n;
  return a === 0n ? ZERO : { num: (sign * num) / a, den: (sign * den) / a };
}

export const ZERO: Rational = { num: 0n, den: 1n };
export const plus = (a: Rational, b: Rational): Rational =>
  reduce(a.num * b.den + b.num * a.den, a.den * b.den);
export const less = (a: Rational, b: Rational): Rational => plus(a, { num: -b.num, den: b.den });
export const times = (a: Rational, b: Rational): Rational => reduce(a.num * b.num, a.den * b.den);
export const over = (a: Rational, b: Rational): Rational => reduce(a.num * b.den, a.den * b.num);
export const isZero = (a: Rational): boolean => a.num === 0n;
export const magnitude = (a: Rational): Rational => (a.num < 0n ? { num: -a.num, den: a.den } : a);
export const atMost = (a: Rational, b: Rational): boolean => a.num * b.den <= b.num * a.den;

type Vector = readonly Rational[];

/** `Σ x_i y_i`, exactly. */
export const inner = (x: Vector, y: Vector): Rational =>
  x.reduce((sum, a, i) => plus(sum, times(a, y[i] ?? ZERO)), ZERO);

/** `x + t y`, exactly. */
export const shift = (x: Vector, t: Rational, y: Vector): Rational[] =>
  x.map((a, i) => plus(a, times(t, y[i] ?? ZERO)));

/** The columns of a float64 matrix given as rows. */
export function rationalColumns(W: readonly (readonly number[])[]): Rational[][] {
  return Array.from({ length: W[0]?.length ?? 0 }, (_, j) => W.map((row) => rational(row[j] ?? 0)));
}

/** An orthogonal (not normalised) basis of the span of these vectors, by exact Gram–Schmidt. */
export function orthogonalBasis(vectors: readonly Vector[]): Rational[][] {
  const basis: Rational[][] = [];
  for (const vector of vectors) {
    const rest = less0(vector, project(vector, basis));
    if (!rest.every(isZero)) basis.push(rest);
  }
  return basis;
}

/** The orthogonal projection of `x` on the span of an orthogonal basis, exactly. */
export function project(x: Vector, basis: readonly Vector[]): Rational[] {
  return basis.reduce<Rational[]>(
    (sum, q) => shift(sum, over(inner(x, q), inner(q, q)), q),
    x.map(() => ZERO),
  );
}

const less0 = (x: Vector, y: Vector): Rational[] => x.map((a, i) => less(a, y[i] ?? ZERO));

/** True where the exact value lies within `value ± bound`, decided without rounding. */
export function holds(figure: { readonly value: number; readonly bound: number }, exact: Rational): boolean {
  return atMost(magnitude(less(rational(figure.value), exact)), rational(figure.bound));
}

/** The same for a square root (a norm): `value − bound ≤ √square ≤ value + bound`, by squaring. */
export function holdsRoot(
  { value, bound }: { readonly value: number; readonly bound: number },
  square: Rational,
): boolean {
  const low = less(rational(value), rational(bound));
  const high = plus(rational(value), rational(bound));
  return atMost(square, times(high, high)) && (low.num <= 0n || atMost(times(low, low), square));
}
