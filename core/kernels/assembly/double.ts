// Double-double arithmetic (Dekker 1971): a number as the unevaluated sum of a float64 and its error. Nothing here may
// be fused: a fused multiply-add is right only where the engine is known to fuse.
import { BF16, F16, F32, F64, pair, shift, single } from './stored';

/** The upper 26 bits of each lane (Veltkamp); overflows from 2^996 on. */
@inline
function upper(x: v128): v128 {
  const t = f64x2.mul(x, f64x2.splat(134217729));
  return f64x2.sub(t, f64x2.sub(t, x));
}

/**
 * The error of the product `p = a b` in float64: `a b − p`, exactly. `h + l = b` are the halves of b; entries of narrow
 * types have no more than 24 bits, so that they need not be cut.
 */
@inline
function productError(type: i32, p: v128, a: v128, h: v128, l: v128): v128 {
  if (type != F64) return f64x2.add(f64x2.sub(f64x2.mul(a, h), p), f64x2.mul(a, l));
  const ah = upper(a);
  const al = f64x2.sub(a, ah);
  const first = f64x2.add(f64x2.sub(f64x2.mul(ah, h), p), f64x2.mul(ah, l));
  return f64x2.add(f64x2.add(first, f64x2.mul(al, h)), f64x2.mul(al, l));
}

/** The error of the sum `s = a + b` in float64 (Knuth). */
@inline
function sumError(s: v128, a: v128, b: v128): v128 {
  const second = f64x2.sub(s, a);
  return f64x2.add(f64x2.sub(a, f64x2.sub(s, second)), f64x2.sub(b, second));
}

/** `r -= a · z` for one row of m entries. */
@inline
function subtractRow(type: i32, row: usize, m: i32, z: usize, r: usize): void {
  let high = f64x2.splat(0);
  let low = high;
  for (let j = 0; j < m; j += 2) {
    const whole = j + 2 <= m;
    const at = row + (<usize>j << shift(type));
    const a = whole ? pair(type, at) : single(type, at);
    const b = whole ? v128.load(z + (<usize>j << 3)) : v128.load64_zero(z + (<usize>j << 3));
    const h = upper(b);
    const p = f64x2.mul(a, b);
    const sum = f64x2.add(high, p);
    low = f64x2.add(
      low,
      f64x2.add(sumError(sum, high, p), productError(type, p, a, h, f64x2.sub(b, h))),
    );
    high = sum;
  }
  // The lanes and r, the high parts with their errors.
  const other = v128.shuffle<f64>(high, high, 1, 0);
  const both = f64x2.add(high, other);
  const given = v128.load64_zero(r);
  const value = f64x2.sub(given, both);
  const errors = f64x2.add(
    sumError(both, high, other),
    f64x2.add(low, v128.shuffle<f64>(low, low, 1, 0)),
  );
  const rest = f64x2.sub(sumError(value, given, f64x2.neg(both)), errors);
  v128.store64_lane(r, f64x2.add(value, rest), 0);
}

function subtractRow64(row: usize, m: i32, z: usize, r: usize): void {
  subtractRow(F64, row, m, z, r);
}
function subtractRow32(row: usize, m: i32, z: usize, r: usize): void {
  subtractRow(F32, row, m, z, r);
}
function subtractRow16(row: usize, m: i32, z: usize, r: usize): void {
  subtractRow(F16, row, m, z, r);
}
function subtractRowB16(row: usize, m: i32, z: usize, r: usize): void {
  subtractRow(BF16, row, m, z, r);
}

/** As `Kernels.residualDouble`. */
export function residualDouble(
  from: usize,
  type: i32,
  lead: i32,
  k: i32,
  m: i32,
  z: usize,
  r: usize,
): void {
  const step = <usize>lead << shift(type);
  for (let i = 0; i < k; i++) {
    if (type == F64) subtractRow64(from, m, z, r);
    else if (type == F32) subtractRow32(from, m, z, r);
    else if (type == F16) subtractRow16(from, m, z, r);
    else subtractRowB16(from, m, z, r);
    from += step;
    r += 8;
  }
}

/** `s + t += c a` for one row a of m entries and a factor c at a pointer. */
@inline
function addRow(type: i32, row: usize, m: i32, c: usize, s: usize, t: usize): void {
  const b = v128.load64_splat(c);
  const h = upper(b);
  const l = f64x2.sub(b, h);
  for (let j = 0; j < m; j += 2) {
    const whole = j + 2 <= m;
    const at = row + (<usize>j << shift(type));
    const to = s + (<usize>j << 3);
    const rest = t + (<usize>j << 3);
    const a = whole ? pair(type, at) : single(type, at);
    const high = whole ? v128.load(to) : v128.load64_zero(to);
    const low = whole ? v128.load(rest) : v128.load64_zero(rest);
    const p = f64x2.mul(a, b);
    const sum = f64x2.add(high, p);
    const error = f64x2.add(low, f64x2.add(sumError(sum, high, p), productError(type, p, a, h, l)));
    if (whole) {
      v128.store(to, sum);
      v128.store(rest, error);
    } else {
      v128.store64_lane(to, sum, 0);
      v128.store64_lane(rest, error, 0);
    }
  }
}

function addRow64(row: usize, m: i32, c: usize, s: usize, t: usize): void {
  addRow(F64, row, m, c, s, t);
}
function addRow32(row: usize, m: i32, c: usize, s: usize, t: usize): void {
  addRow(F32, row, m, c, s, t);
}
function addRow16(row: usize, m: i32, c: usize, s: usize, t: usize): void {
  addRow(F16, row, m, c, s, t);
}
function addRowB16(row: usize, m: i32, c: usize, s: usize, t: usize): void {
  addRow(BF16, row, m, c, s, t);
}

/** As `Kernels.transposedDouble`. */
export function transposedDouble(
  from: usize,
  type: i32,
  lead: i32,
  k: i32,
  m: i32,
  r: usize,
  s: usize,
  t: usize,
): void {
  const step = <usize>lead << shift(type);
  for (let i = 0; i < k; i++) {
    if (type == F64) addRow64(from, m, r, s, t);
    else if (type == F32) addRow32(from, m, r, s, t);
    else if (type == F16) addRow16(from, m, r, s, t);
    else addRowB16(from, m, r, s, t);
    from += step;
    r += 8;
  }
}
