/** A number as the sum of a float64 and its error. */
export interface Double {
  high: number;
  low: number;
}

/** The upper 26 bits of a number below 2^996 (Veltkamp). */
function upper(x: number): number {
  const t = 134_217_729 * x;
  return t - (t - x);
}

/** The error of the product `p = a b` in float64, exactly (Dekker). */
export function productError(p: number, a: number, b: number): number {
  const ah = upper(a);
  const al = a - ah;
  const bh = upper(b);
  const bl = b - bh;
  return ah * bh - p + ah * bl + al * bh + al * bl;
}

/** The error of the sum `s = a + b` in float64, exactly (Knuth). */
export function sumError(s: number, a: number, b: number): number {
  const second = s - a;
  return a - (s - second) + (b - second);
}

/** `sum += a b`. */
export function addProduct(sum: Double, a: number, b: number): void {
  const p = a * b;
  const high = sum.high + p;
  sum.low += sumError(high, sum.high, p) + productError(p, a, b);
  sum.high = high;
}
