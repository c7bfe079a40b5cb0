import { madd } from './simd';
import { BF16, F16, F32, F64, halves, leftPair, pair, rightPair, shift, single } from './stored';

@inline
function sum(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** `b · x` and `s · x`, written at `out` and `other`. */
@inline
function dots(type: i32, b: usize, s: usize, d: i32, x: usize, out: usize, other: usize): void {
  let b0 = f64x2.splat(0);
  let b1 = b0;
  let s0 = b0;
  let s1 = b0;
  const size = <usize>2 << shift(type);
  let i = 0;
  for (; i + 4 <= d; i += 4) {
    const at = <usize>i << shift(type);
    const first = v128.load(x + (<usize>i << 3));
    const second = v128.load(x + (<usize>i << 3), 16);
    b0 = madd(pair(type, b + at), first, b0);
    b1 = madd(pair(type, b + at + size), second, b1);
    s0 = madd(pair(type, s + at), first, s0);
    s1 = madd(pair(type, s + at + size), second, s1);
  }
  for (; i < d; i++) {
    const at = <usize>i << shift(type);
    const entry = v128.load64_zero(x + (<usize>i << 3));
    b0 = madd(single(type, b + at), entry, b0);
    s0 = madd(single(type, s + at), entry, s0);
  }
  store<f64>(out, sum(f64x2.add(b0, b1)));
  store<f64>(other, sum(f64x2.add(s0, s1)));
}

/** The same for three rows of X, `step` bytes apart, so that b and s are widened once. */
@inline
function dots3(type: i32, b: usize, s: usize, d: i32, x: usize, step: usize, out: usize, other: usize): void {
  const x1 = x + step;
  const x2 = x1 + step;
  let b0 = f64x2.splat(0);
  let b1 = b0;
  let b2 = b0;
  let s0 = b0;
  let s1 = b0;
  let s2 = b0;
  let i = 0;
  for (; i + 2 <= d; i += 2) {
    const at = <usize>i << shift(type);
    const from = <usize>i << 3;
    const base = pair(type, b + at);
    const source = pair(type, s + at);
    let row = v128.load(x + from);
    b0 = madd(base, row, b0);
    s0 = madd(source, row, s0);
    row = v128.load(x1 + from);
    b1 = madd(base, row, b1);
    s1 = madd(source, row, s1);
    row = v128.load(x2 + from);
    b2 = madd(base, row, b2);
    s2 = madd(source, row, s2);
  }
  if (i < d) {
    const at = <usize>i << shift(type);
    const from = <usize>i << 3;
    const base = single(type, b + at);
    const source = single(type, s + at);
    let row = v128.load64_zero(x + from);
    b0 = madd(base, row, b0);
    s0 = madd(source, row, s0);
    row = v128.load64_zero(x1 + from);
    b1 = madd(base, row, b1);
    s1 = madd(source, row, s1);
    row = v128.load64_zero(x2 + from);
    b2 = madd(base, row, b2);
    s2 = madd(source, row, s2);
  }
  store<f64>(out, sum(b0));
  store<f64>(out, sum(b1), 8);
  store<f64>(out, sum(b2), 16);
  store<f64>(other, sum(s0));
  store<f64>(other, sum(s1), 8);
  store<f64>(other, sum(s2), 16);
}

/** `‖s − b‖²`: two sums of two lanes each. */
@inline
function distance(type: i32, b: usize, s: usize, d: i32): f64 {
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  let i = 0;
  for (; i + 4 <= d; i += 4) {
    const base = b + (<usize>i << shift(type));
    const source = s + (<usize>i << shift(type));
    const x = halves(type, base);
    const y = halves(type, source);
    const left = f64x2.sub(leftPair(type, source, y), leftPair(type, base, x));
    const right = f64x2.sub(rightPair(type, source, y), rightPair(type, base, x));
    sum0 = madd(left, left, sum0);
    sum1 = madd(right, right, sum1);
  }
  for (; i < d; i++) {
    const at = <usize>i << shift(type);
    const difference = f64x2.sub(single(type, s + at), single(type, b + at));
    sum0 = madd(difference, difference, sum0);
  }
  return sum(f64x2.add(sum0, sum1));
}

/** One pair. A function of its own per type: it is optimised early. */
@inline
function one(type: i32, b: usize, s: usize, d: i32, x: usize, count: i32, out: usize): void {
  const step = <usize>d << 3;
  const other = out + (<usize>count << 3);
  let c = 0;
  for (; c + 3 <= count; c += 3) {
    const at = <usize>c << 3;
    dots3(type, b, s, d, x + <usize>c * step, step, out + at, other + at);
  }
  for (; c < count; c++) {
    const at = <usize>c << 3;
    dots(type, b, s, d, x + <usize>c * step, out + at, other + at);
  }
  store<f64>(other + (<usize>count << 3), distance(type, b, s, d));
}

function one64(b: usize, s: usize, d: i32, x: usize, count: i32, out: usize): void {
  one(F64, b, s, d, x, count, out);
}
function one32(b: usize, s: usize, d: i32, x: usize, count: i32, out: usize): void {
  one(F32, b, s, d, x, count, out);
}
function one16(b: usize, s: usize, d: i32, x: usize, count: i32, out: usize): void {
  one(F16, b, s, d, x, count, out);
}
function oneB16(b: usize, s: usize, d: i32, x: usize, count: i32, out: usize): void {
  one(BF16, b, s, d, x, count, out);
}

/** As `Kernels.pairDots`. */
export function pairDots(
  base: usize,
  source: usize,
  type: i32,
  lead: i32,
  k: i32,
  d: i32,
  x: usize,
  count: i32,
  out: usize,
): void {
  const step = <usize>lead << shift(type);
  const width = <usize>(2 * count + 1) << 3;
  for (let i = 0; i < k; i++) {
    if (type == F64) one64(base, source, d, x, count, out);
    else if (type == F32) one32(base, source, d, x, count, out);
    else if (type == F16) one16(base, source, d, x, count, out);
    else oneB16(base, source, d, x, count, out);
    base += step;
    source += step;
    out += width;
  }
}
