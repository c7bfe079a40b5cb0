import type { BoundedNumber } from './figure.ts';
import { type Matrix, zeros } from './matrix.ts';
import { norm2, normError } from './norm.ts';
import { BLOCK, gamma, SAFETY, sumSteps, TINY, UNIT_ROUNDOFF } from './rounding.ts';

/**
 * A vector with bounds on its error. The exact vector is `values + e + f` with `|e_i| ≤ bounds[i]` for
 * every entry and `‖f‖₂ ≤ normBound`. The second kind is what is known of a projection: its error has a
 * small norm, and to spread it over the entries would overstate it by √d in every later inner product.
 */
export interface BoundedVector {
  readonly values: readonly number[];
  readonly bounds: readonly number[];
  readonly normBound: number;
}

/** A vector that is exactly these values. */
export const exact = (values: readonly number[]): BoundedVector => ({
  values,
  bounds: zeros(values.length),
  normBound: 0,
});

/** A vector whose error is at most `normBound` in the 2-norm. */
export const within = (values: readonly number[], normBound: number): BoundedVector => ({
  values,
  bounds: zeros(values.length),
  normBound,
});

/** `x − y`. */
export function difference(x: BoundedVector, y: BoundedVector): BoundedVector {
  const n = x.values.length;
  const values = zeros(n);
  const bounds = zeros(n);
  for (let i = 0; i < n; i++) {
    const value = (x.values[i] as number) - (y.values[i] as number);
    values[i] = value;
    bounds[i] =
      SAFETY * ((x.bounds[i] as number) + (y.bounds[i] as number) + UNIT_ROUNDOFF * Math.abs(value));
  }
  return { values, bounds, normBound: SAFETY * (x.normBound + y.normBound) };
}

/** `x · y`. Error: `γ Σ|x_i y_i| + Σ(|x_i| e_y + e_x |y_i| + e_x e_y)`, and the norm parts by Cauchy–Schwarz. */
export function dot(x: BoundedVector, y: BoundedVector): BoundedNumber {
  const n = x.values.length;
  let sum = 0;
  let size = 0;
  let spread = 0;
  for (let start = 0; start < n; start += BLOCK) {
    const end = Math.min(n, start + BLOCK);
    let part = 0;
    for (let i = start; i < end; i++) {
      const a = x.values[i] as number;
      const b = y.values[i] as number;
      const ea = x.bounds[i] as number;
      const eb = y.bounds[i] as number;
      const product = a * b;
      part += product;
      size += Math.abs(product);
      spread += Math.abs(a) * eb + ea * (Math.abs(b) + eb);
    }
    sum += part;
  }
  if (x.normBound > 0) spread += x.normBound * (norm2(y.values) + norm2(y.bounds) + y.normBound);
  if (y.normBound > 0) spread += y.normBound * (norm2(x.values) + norm2(x.bounds));
  return { value: sum, bound: SAFETY * (gamma(sumSteps(n)) * size + spread) + 3 * n * TINY };
}

/** `x W` (length m) for `x` of length d and `W` d × m with the 2-norms of its columns. */
export function timesMatrix(x: BoundedVector, W: Matrix, columnNorms: Float64Array): BoundedVector {
  const { rows, cols } = W;
  const values = zeros(cols);
  const bounds = zeros(cols);
  if (rows <= BLOCK) addRows(x, W, 0, rows, values, bounds);
  else {
    const part = zeros(cols);
    for (let start = 0; start < rows; start += BLOCK) {
      part.fill(0);
      addRows(x, W, start, Math.min(rows, start + BLOCK), part, bounds);
      for (let j = 0; j < cols; j++) values[j] = (values[j] as number) + (part[j] as number);
    }
  }
  const spread = x.normBound * (1 + normError(rows));
  for (let j = 0; j < cols; j++) {
    bounds[j] = SAFETY * ((bounds[j] as number) + spread * (columnNorms[j] as number)) + 3 * rows * TINY;
  }
  return { values, bounds, normBound: 0 };
}

/** Adds rows `start … end − 1` of `x_i W_i` to `sums`, and of `(γ |x_i| + e_i) |W_i|` to `errors`. */
function addRows(
  x: BoundedVector,
  W: Matrix,
  start: number,
  end: number,
  sums: number[],
  errors: number[],
): void {
  const { cols, data } = W;
  const rounding = gamma(sumSteps(W.rows));
  for (let i = start; i < end; i++) {
    const a = x.values[i] as number;
    const given = x.bounds[i] as number;
    if (a === 0 && given === 0) continue;
    // The product γ|x_i| may itself underflow, and W may be large.
    const e = rounding * Math.abs(a) + given + TINY;
    const at = i * cols;
    for (let j = 0; j < cols; j++) {
      const w = data[at + j] as number;
      sums[j] = (sums[j] as number) + a * w;
      errors[j] = (errors[j] as number) + e * Math.abs(w);
    }
  }
}

/** `base + Σ_k coefficients[k] rows[k]`. */
export function plusCombination(
  base: BoundedVector,
  coefficients: readonly BoundedNumber[],
  rows: readonly BoundedVector[],
): BoundedVector {
  const values = base.values.slice();
  const bounds = base.bounds.slice();
  let normBound = base.normBound;
  for (let k = 0; k < rows.length; k++) {
    const { value: c, bound: ec } = coefficients[k] as BoundedNumber;
    const row = rows[k] as BoundedVector;
    const size = Math.abs(c);
    for (let i = 0; i < values.length; i++) {
      const x = row.values[i] as number;
      const ex = row.bounds[i] as number;
      const product = c * x;
      const sum = (values[i] as number) + product;
      values[i] = sum;
      const rounding = UNIT_ROUNDOFF * (Math.abs(product) + Math.abs(sum));
      bounds[i] =
        (bounds[i] as number) + SAFETY * (size * ex + ec * (Math.abs(x) + ex) + rounding) + 3 * TINY;
    }
    normBound += SAFETY * (size + ec) * row.normBound;
  }
  return { values, bounds, normBound };
}

/** `x / t` for a divisor that can be told from zero. */
export function dividedBy(x: BoundedVector, t: BoundedNumber): BoundedVector {
  const n = x.values.length;
  const least = Math.abs(t.value) - t.bound;
  const relative = t.bound / least + UNIT_ROUNDOFF;
  const values = zeros(n);
  const bounds = zeros(n);
  for (let i = 0; i < n; i++) {
    const value = (x.values[i] as number) / t.value;
    values[i] = value;
    bounds[i] = SAFETY * (Math.abs(value) * relative + (x.bounds[i] as number) / least) + TINY;
  }
  return { values, bounds, normBound: (SAFETY * x.normBound) / least };
}

/** `‖X‖_F` of the rows of `X` (the 2-norm for one row). */
export function norm(rows: readonly BoundedVector[]): BoundedNumber {
  const only = rows[0];
  if (only && rows.length === 1) {
    const value = norm2(only.values);
    const spread = norm2(only.bounds) + only.normBound + (value > 0 ? TINY : 0);
    return { value, bound: SAFETY * (spread + normError(only.values.length) * value) };
  }
  const each = rows.map((row) => norm([row]));
  const value = norm2(each.map((part) => part.value));
  const spread = norm2(each.map((part) => part.bound));
  return { value, bound: SAFETY * (spread + normError(rows.length) * value) };
}
