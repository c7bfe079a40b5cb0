import { dot } from './dot';
import { madd } from './simd';

/** Columns and depth of what stays in the first-level cache while the rows go by. */
const COLUMNS: i32 = 48;
const DEPTH: i32 = 128;

/** `c[0..4] -=` the sums of the lanes of four vectors. */
@inline
function subtract(c: usize, x: v128, y: v128, z: v128, t: v128): void {
  const xy = f64x2.add(v128.shuffle<f64>(x, y, 0, 2), v128.shuffle<f64>(x, y, 1, 3));
  const zt = f64x2.add(v128.shuffle<f64>(z, t, 0, 2), v128.shuffle<f64>(z, t, 1, 3));
  v128.store(c, f64x2.sub(v128.load(c), xy));
  v128.store(c, f64x2.sub(v128.load(c, 16), zt), 16);
}

/**
 * `C -= A Bᵀ` for 2 × 4 entries, steps in bytes: larger tiles run out of registers in V8. A function of its
 * own, so that the engine optimises it early.
 */
export function minusTile(
  c: usize,
  stepC: usize,
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  depth: i32,
): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  let s03 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s12 = f64x2.splat(0);
  let s13 = f64x2.splat(0);
  let a1 = a + stepA;
  let b1 = b + stepB;
  let b2 = b1 + stepB;
  let b3 = b2 + stepB;
  const end = a + (<usize>(depth & ~1) << 3);
  while (a < end) {
    const x0 = v128.load(a);
    const x1 = v128.load(a1);
    let y = v128.load(b);
    s00 = madd(x0, y, s00);
    s10 = madd(x1, y, s10);
    y = v128.load(b1);
    s01 = madd(x0, y, s01);
    s11 = madd(x1, y, s11);
    y = v128.load(b2);
    s02 = madd(x0, y, s02);
    s12 = madd(x1, y, s12);
    y = v128.load(b3);
    s03 = madd(x0, y, s03);
    s13 = madd(x1, y, s13);
    a += 16;
    a1 += 16;
    b += 16;
    b1 += 16;
    b2 += 16;
    b3 += 16;
  }
  if (depth & 1) {
    const x0 = v128.load64_zero(a);
    const x1 = v128.load64_zero(a1);
    let y = v128.load64_zero(b);
    s00 = madd(x0, y, s00);
    s10 = madd(x1, y, s10);
    y = v128.load64_zero(b1);
    s01 = madd(x0, y, s01);
    s11 = madd(x1, y, s11);
    y = v128.load64_zero(b2);
    s02 = madd(x0, y, s02);
    s12 = madd(x1, y, s12);
    y = v128.load64_zero(b3);
    s03 = madd(x0, y, s03);
    s13 = madd(x1, y, s13);
  }
  subtract(c, s00, s01, s02, s03);
  subtract(c + stepC, s10, s11, s12, s13);
}

/** As `Kernels.minusProduct`. Tiles that the limit cuts are done entry by entry: none is written past it. */
export function minusProduct(
  c: usize,
  ldc: i32,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  rows: i32,
  columns: i32,
  depth: i32,
  last: i32,
): void {
  const stepA = <usize>lda << 3;
  const stepB = <usize>ldb << 3;
  const stepC = <usize>ldc << 3;
  for (let k = 0; k < depth; k += DEPTH) {
    const many = min(DEPTH, depth - k);
    const ak = a + (<usize>k << 3);
    const bk = b + (<usize>k << 3);
    for (let from = 0; from < columns; from += COLUMNS) {
      const to = min(from + COLUMNS, columns);
      for (let i = max(0, from - last); i < rows; i += 2) {
        const high = min(2, rows - i);
        const whole = high == 2 ? min(to, i + last + 1) : from;
        const ai = ak + <usize>i * stepA;
        const ci = c + <usize>i * stepC;
        let j = from;
        for (; j + 4 <= whole; j += 4) {
          minusTile(ci + (<usize>j << 3), stepC, ai, stepA, bk + <usize>j * stepB, stepB, many);
        }
        for (let h = 0; h < high; h++) {
          const wide = min(to, i + h + last + 1);
          const ah = ai + <usize>h * stepA;
          const ch = ci + <usize>h * stepC;
          for (let jh = j; jh < wide; jh++) {
            const at = ch + (<usize>jh << 3);
            store<f64>(at, load<f64>(at) - dot(ah, bk + <usize>jh * stepB, many));
          }
        }
      }
    }
  }
}
