import { madd32 } from './simd';
import { BF16, F16, F32, F64, quad32, shift, single32 } from './stored';

/** The sum of the four lanes. */
@inline
function sum(x: v128): f32 {
  const halves = f32x4.add(x, v128.shuffle<f64>(x, x, 1, 0));
  return f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1);
}

/** `s += Aᵀ A p` for four rows of m entries, `step` bytes apart; `‖A p‖²`. */
@inline
function four(type: i32, row: usize, step: usize, m: i32, p: usize, s: usize): f64 {
  const row1 = row + step;
  const row2 = row1 + step;
  const row3 = row2 + step;
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let j = 0;
  for (; j + 4 <= m; j += 4) {
    const at = <usize>j << shift(type);
    const x = v128.load(p + (<usize>j << 2));
    a0 = madd32(quad32(type, row + at), x, a0);
    a1 = madd32(quad32(type, row1 + at), x, a1);
    a2 = madd32(quad32(type, row2 + at), x, a2);
    a3 = madd32(quad32(type, row3 + at), x, a3);
  }
  const whole = j;
  for (; j < m; j++) {
    const at = <usize>j << shift(type);
    const x = v128.load32_zero(p + (<usize>j << 2));
    a0 = madd32(single32(type, row + at), x, a0);
    a1 = madd32(single32(type, row1 + at), x, a1);
    a2 = madd32(single32(type, row2 + at), x, a2);
    a3 = madd32(single32(type, row3 + at), x, a3);
  }
  const q0 = sum(a0);
  const q1 = sum(a1);
  const q2 = sum(a2);
  const q3 = sum(a3);
  a0 = f32x4.splat(q0);
  a1 = f32x4.splat(q1);
  a2 = f32x4.splat(q2);
  a3 = f32x4.splat(q3);
  for (j = 0; j < whole; j += 4) {
    const at = <usize>j << shift(type);
    const to = s + (<usize>j << 2);
    let sums = madd32(quad32(type, row + at), a0, v128.load(to));
    sums = madd32(quad32(type, row1 + at), a1, sums);
    sums = madd32(quad32(type, row2 + at), a2, sums);
    v128.store(to, madd32(quad32(type, row3 + at), a3, sums));
  }
  for (; j < m; j++) {
    const at = <usize>j << shift(type);
    const to = s + (<usize>j << 2);
    let sums = madd32(single32(type, row + at), a0, v128.load32_zero(to));
    sums = madd32(single32(type, row1 + at), a1, sums);
    sums = madd32(single32(type, row2 + at), a2, sums);
    v128.store32_lane(to, madd32(single32(type, row3 + at), a3, sums), 0);
  }
  return <f64>q0 * <f64>q0 + <f64>q1 * <f64>q1 + (<f64>q2 * <f64>q2 + <f64>q3 * <f64>q3);
}

/** The same for one row. */
@inline
function one(type: i32, row: usize, m: i32, p: usize, s: usize): f64 {
  let a = f32x4.splat(0);
  let j = 0;
  for (; j + 4 <= m; j += 4) {
    a = madd32(quad32(type, row + (<usize>j << shift(type))), v128.load(p + (<usize>j << 2)), a);
  }
  for (; j < m; j++) {
    a = madd32(single32(type, row + (<usize>j << shift(type))), v128.load32_zero(p + (<usize>j << 2)), a);
  }
  const q = sum(a);
  a = f32x4.splat(q);
  for (j = 0; j < m; j++) {
    const to = s + (<usize>j << 2);
    const entry = single32(type, row + (<usize>j << shift(type)));
    v128.store32_lane(to, madd32(entry, a, v128.load32_zero(to)), 0);
  }
  return <f64>q * <f64>q;
}

/** Four rows, or fewer one by one, while they are in the cache. A function of its own per type: it is optimised early. */
@inline
function block(type: i32, row: usize, step: usize, k: i32, m: i32, p: usize, s: usize): f64 {
  if (k == 4) return four(type, row, step, m, p, s);
  let square: f64 = 0;
  for (let i = 0; i < k; i++) square += one(type, row + <usize>i * step, m, p, s);
  return square;
}

function block64(row: usize, step: usize, k: i32, m: i32, p: usize, s: usize): f64 {
  return block(F64, row, step, k, m, p, s);
}
function block32(row: usize, step: usize, k: i32, m: i32, p: usize, s: usize): f64 {
  return block(F32, row, step, k, m, p, s);
}
function block16(row: usize, step: usize, k: i32, m: i32, p: usize, s: usize): f64 {
  return block(F16, row, step, k, m, p, s);
}
function blockB16(row: usize, step: usize, k: i32, m: i32, p: usize, s: usize): f64 {
  return block(BF16, row, step, k, m, p, s);
}

/** As `Kernels.normalPass32`. */
export function normalPass32(
  from: usize,
  type: i32,
  lead: i32,
  k: i32,
  m: i32,
  p: usize,
  s: usize,
): f64 {
  const step = <usize>lead << shift(type);
  let square: f64 = 0;
  for (let i = 0; i < k; i += 4) {
    const many = min(4, k - i);
    if (type == F64) square += block64(from, step, many, m, p, s);
    else if (type == F32) square += block32(from, step, many, m, p, s);
    else if (type == F16) square += block16(from, step, many, m, p, s);
    else square += blockB16(from, step, many, m, p, s);
    from += step << 2;
  }
  return square;
}
