import { madd } from './simd';
import { BF16, F16, F32, F64, halves, leftPair, pair, rightPair, shift, single } from './stored';
import { addFour, addOne } from './transposed';

/** The sum of the two lanes. */
@inline
function sum(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

@inline
function subtractAt(r: usize, x: f64): void {
  store<f64>(r, load<f64>(r) - x);
}

/** `r_i -= a_i · z` for four rows a of m entries, `step` bytes apart: two sums of two lanes each. */
@inline
function subtractFour(type: i32, row: usize, step: usize, m: i32, z: usize, r: usize): void {
  const row1 = row + step;
  const row2 = row1 + step;
  const row3 = row2 + step;
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let b0 = a0;
  let b1 = a0;
  let b2 = a0;
  let b3 = a0;
  let j = 0;
  for (; j + 4 <= m; j += 4) {
    const at = <usize>j << shift(type);
    const from = z + (<usize>j << 3);
    const left = v128.load(from);
    const right = v128.load(from, 16);
    let x = halves(type, row + at);
    a0 = madd(leftPair(type, row + at, x), left, a0);
    b0 = madd(rightPair(type, row + at, x), right, b0);
    x = halves(type, row1 + at);
    a1 = madd(leftPair(type, row1 + at, x), left, a1);
    b1 = madd(rightPair(type, row1 + at, x), right, b1);
    x = halves(type, row2 + at);
    a2 = madd(leftPair(type, row2 + at, x), left, a2);
    b2 = madd(rightPair(type, row2 + at, x), right, b2);
    x = halves(type, row3 + at);
    a3 = madd(leftPair(type, row3 + at, x), left, a3);
    b3 = madd(rightPair(type, row3 + at, x), right, b3);
  }
  for (; j < m; j++) {
    const at = <usize>j << shift(type);
    const x = v128.load64_zero(z + (<usize>j << 3));
    a0 = madd(single(type, row + at), x, a0);
    a1 = madd(single(type, row1 + at), x, a1);
    a2 = madd(single(type, row2 + at), x, a2);
    a3 = madd(single(type, row3 + at), x, a3);
  }
  subtractAt(r, sum(f64x2.add(a0, b0)));
  subtractAt(r + 8, sum(f64x2.add(a1, b1)));
  subtractAt(r + 16, sum(f64x2.add(a2, b2)));
  subtractAt(r + 24, sum(f64x2.add(a3, b3)));
}

/** `r -= a · z` for one row. */
@inline
function subtractOne(type: i32, row: usize, m: i32, z: usize, r: usize): void {
  let a = f64x2.splat(0);
  let j = 0;
  for (; j + 2 <= m; j += 2) {
    a = madd(pair(type, row + (<usize>j << shift(type))), v128.load(z + (<usize>j << 3)), a);
  }
  if (j < m) {
    a = madd(single(type, row + (<usize>j << shift(type))), v128.load64_zero(z + (<usize>j << 3)), a);
  }
  subtractAt(r, sum(a));
}

/** Four rows, or fewer one by one, while they are in the cache. A function of its own per type: it is optimised early. */
@inline
function block(type: i32, row: usize, step: usize, k: i32, m: i32, z: usize, r: usize, s: usize): void {
  if (k == 4) {
    subtractFour(type, row, step, m, z, r);
    addFour(type, row, step, m, r, 8, s);
    return;
  }
  for (let i = 0; i < k; i++) {
    subtractOne(type, row, m, z, r);
    addOne(type, row, m, r, s);
    row += step;
    r += 8;
  }
}

function block64(row: usize, step: usize, k: i32, m: i32, z: usize, r: usize, s: usize): void {
  block(F64, row, step, k, m, z, r, s);
}
function block32(row: usize, step: usize, k: i32, m: i32, z: usize, r: usize, s: usize): void {
  block(F32, row, step, k, m, z, r, s);
}
function block16(row: usize, step: usize, k: i32, m: i32, z: usize, r: usize, s: usize): void {
  block(F16, row, step, k, m, z, r, s);
}
function blockB16(row: usize, step: usize, k: i32, m: i32, z: usize, r: usize, s: usize): void {
  block(BF16, row, step, k, m, z, r, s);
}

/** As `Kernels.residualPass`. */
export function residualPass(
  from: usize,
  type: i32,
  lead: i32,
  k: i32,
  m: i32,
  z: usize,
  r: usize,
  s: usize,
): void {
  const step = <usize>lead << shift(type);
  for (let i = 0; i < k; i += 4) {
    const many = min(4, k - i);
    if (type == F64) block64(from, step, many, m, z, r, s);
    else if (type == F32) block32(from, step, many, m, z, r, s);
    else if (type == F16) block16(from, step, many, m, z, r, s);
    else blockB16(from, step, many, m, z, r, s);
    from += step << 2;
    r += 32;
  }
}
