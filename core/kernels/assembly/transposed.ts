import { madd } from './simd';
import { BF16, F16, F32, F64, halves, leftPair, pair, rightPair, shift, single } from './stored';

/** `s += Σ c_i a_i` for four rows a of m entries, `step` bytes apart; their factors c are `stepC` bytes apart. */
@inline
export function addFour(type: i32, row: usize, step: usize, m: i32, c: usize, stepC: usize, s: usize): void {
  const c0 = v128.load64_splat(c);
  const c1 = v128.load64_splat(c + stepC);
  const c2 = v128.load64_splat(c + 2 * stepC);
  const c3 = v128.load64_splat(c + 3 * stepC);
  const row1 = row + step;
  const row2 = row1 + step;
  const row3 = row2 + step;
  let j = 0;
  for (; j + 4 <= m; j += 4) {
    const at = <usize>j << shift(type);
    const to = s + (<usize>j << 3);
    let x = halves(type, row + at);
    let left = madd(leftPair(type, row + at, x), c0, v128.load(to));
    let right = madd(rightPair(type, row + at, x), c0, v128.load(to, 16));
    x = halves(type, row1 + at);
    left = madd(leftPair(type, row1 + at, x), c1, left);
    right = madd(rightPair(type, row1 + at, x), c1, right);
    x = halves(type, row2 + at);
    left = madd(leftPair(type, row2 + at, x), c2, left);
    right = madd(rightPair(type, row2 + at, x), c2, right);
    x = halves(type, row3 + at);
    v128.store(to, madd(leftPair(type, row3 + at, x), c3, left));
    v128.store(to, madd(rightPair(type, row3 + at, x), c3, right), 16);
  }
  for (; j < m; j++) {
    const at = <usize>j << shift(type);
    const to = s + (<usize>j << 3);
    let sum = madd(single(type, row + at), c0, v128.load64_zero(to));
    sum = madd(single(type, row1 + at), c1, sum);
    sum = madd(single(type, row2 + at), c2, sum);
    v128.store64_lane(to, madd(single(type, row3 + at), c3, sum), 0);
  }
}

/** `s += c a` for one row. */
@inline
export function addOne(type: i32, row: usize, m: i32, c: usize, s: usize): void {
  const factor = v128.load64_splat(c);
  let j = 0;
  for (; j + 2 <= m; j += 2) {
    const to = s + (<usize>j << 3);
    v128.store(to, madd(pair(type, row + (<usize>j << shift(type))), factor, v128.load(to)));
  }
  if (j < m) {
    const to = s + (<usize>j << 3);
    const entry = single(type, row + (<usize>j << shift(type)));
    v128.store64_lane(to, madd(entry, factor, v128.load64_zero(to)), 0);
  }
}

/** Four rows, or fewer one by one, for every column of R. A function of its own per type: it is optimised early. */
@inline
function block(type: i32, row: usize, step: usize, k: i32, m: i32, r: usize, s: usize, count: i32): void {
  const stepR = <usize>count << 3;
  for (let c = 0; c < count; c++) {
    const own = r + (<usize>c << 3);
    const to = s + ((<usize>c * m) << 3);
    if (k == 4) addFour(type, row, step, m, own, stepR, to);
    else for (let i = 0; i < k; i++) addOne(type, row + <usize>i * step, m, own + <usize>i * stepR, to);
  }
}

function block64(row: usize, step: usize, k: i32, m: i32, r: usize, s: usize, count: i32): void {
  block(F64, row, step, k, m, r, s, count);
}
function block32(row: usize, step: usize, k: i32, m: i32, r: usize, s: usize, count: i32): void {
  block(F32, row, step, k, m, r, s, count);
}
function block16(row: usize, step: usize, k: i32, m: i32, r: usize, s: usize, count: i32): void {
  block(F16, row, step, k, m, r, s, count);
}
function blockB16(row: usize, step: usize, k: i32, m: i32, r: usize, s: usize, count: i32): void {
  block(BF16, row, step, k, m, r, s, count);
}

/** As `Kernels.addTransposed`. */
export function addTransposed(
  from: usize,
  type: i32,
  lead: i32,
  k: i32,
  m: i32,
  r: usize,
  s: usize,
  count: i32,
): void {
  const step = <usize>lead << shift(type);
  for (let i = 0; i < k; i += 4) {
    const many = min(4, k - i);
    if (type == F64) block64(from, step, many, m, r, s, count);
    else if (type == F32) block32(from, step, many, m, r, s, count);
    else if (type == F16) block16(from, step, many, m, r, s, count);
    else blockB16(from, step, many, m, r, s, count);
    from += step << 2;
    r += <usize>count << 5;
  }
}
