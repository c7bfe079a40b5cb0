import { dot } from './dot';
import { minusProduct } from './minusProduct';
import { madd } from './simd';

/** The order up to which rows are solved one entry after another. */
const SMALL: i32 = 4;

/** As `Kernels.solveRight`: by halves, so that nearly all of it is products of blocks. */
export function solveRight(b: usize, ldb: i32, rows: i32, l: usize, ldl: i32, n: i32): void {
  if (n > SMALL) {
    const half = ((n + 7) >> 3) << 2;
    const rest = n - half;
    const below = l + <usize>half * (<usize>ldl << 3);
    const right = b + (<usize>half << 3);
    solveRight(b, ldb, rows, l, ldl, half);
    minusProduct(right, ldb, b, ldb, below, ldl, rows, rest, half, rest);
    solveRight(right, ldb, rows, below + (<usize>half << 3), ldl, rest);
    return;
  }
  for (let i = 0; i < rows; i++) {
    let row = l;
    for (let j = 0; j < n; j++) {
      const at = b + (<usize>j << 3);
      let sum = load<f64>(at);
      for (let k: usize = 0; k < <usize>j << 3; k += 8) sum -= load<f64>(b + k) * load<f64>(row + k);
      store<f64>(at, sum / load<f64>(row + (<usize>j << 3)));
      row += <usize>ldl << 3;
    }
    b += <usize>ldb << 3;
  }
}

/** As `Kernels.solveLower`. */
export function solveLower(l: usize, ldl: i32, x: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const at = x + (<usize>i << 3);
    store<f64>(at, (load<f64>(at) - dot(l, x, i)) / load<f64>(l + (<usize>i << 3)));
    l += <usize>ldl << 3;
  }
}

/** As `Kernels.solveUpper`. */
export function solveUpper(l: usize, ldl: i32, x: usize, n: i32): void {
  for (let i = n - 1; i >= 0; i--) {
    const row = l + <usize>i * (<usize>ldl << 3);
    const at = x + (<usize>i << 3);
    const value = load<f64>(at) / load<f64>(row + (<usize>i << 3));
    store<f64>(at, value);
    addMultiple(x, row, -value, i);
  }
}

/** `y += factor x` over n entries. */
export function addMultiple(y: usize, x: usize, factor: f64, n: i32): void {
  const f = f64x2.splat(factor);
  const end = y + (<usize>(n & ~3) << 3);
  while (y < end) {
    v128.store(y, madd(f, v128.load(x), v128.load(y)));
    v128.store(y, madd(f, v128.load(x, 16), v128.load(y, 16)), 16);
    x += 32;
    y += 32;
  }
  for (let i = 0; i < (n & 3); i++) {
    const at = <usize>i << 3;
    store<f64>(y + at, load<f64>(y + at) + factor * load<f64>(x + at));
  }
}
