/** A number as the unevaluated sum of a float64 and its error: about 106 bits (Dekker 1971). */
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

/**
 * `Σ a[i] b[i]` over n entries from `ao` and `bo`, rounded once: off by `u |sum|` and `2 n² u² Σ |a_i b_i|` at most
 * (Ogita, Rump and Oishi 2005), for products below 2^996 and above 2^−969.
 */
export function dotDouble(a: Float64Array, ao: number, b: Float64Array, bo: number, n: number): number {
  const sum: Double = { high: 0, low: 0 };
  for (let i = 0; i < n; i++) addProduct(sum, a[ao + i] as number, b[bo + i] as number);
  return sum.high + sum.low;
}
