import { dot } from './dot';

/** As `Kernels.pivotColumn`. */
export function pivotColumn(
  a: usize,
  lda: i32,
  panel: usize,
  width: i32,
  diagonal: usize,
  n: i32,
  column: i32,
  depth: i32,
): i32 {
  const step = <usize>width << 3;
  const own = panel + <usize>column * step;
  const root = Math.sqrt(load<f64>(diagonal + (<usize>column << 3)));
  store<f64>(own + (<usize>depth << 3), root);
  let most = column + 1;
  let value = -Infinity;
  for (let i = column + 1; i < n; i++) {
    const row = panel + <usize>i * step;
    const entry = load<f64>(a + ((<usize>i * lda + column) << 3));
    const l = (entry - dot(row, own, depth)) / root;
    store<f64>(row + (<usize>depth << 3), l);
    const at = diagonal + (<usize>i << 3);
    const left = load<f64>(at) - l * l;
    store<f64>(at, left);
    if (left > value || (left != left && value == value)) {
      value = left;
      most = i;
    }
  }
  return most;
}

/** As `Kernels.swapSymmetric`. */
export function swapSymmetric(a: usize, lda: i32, n: i32, p: i32, q: i32): void {
  const step = <usize>lda << 3;
  const rowP = a + <usize>p * step;
  const rowQ = a + <usize>q * step;
  for (let j = 0; j < p; j++) swap(rowP + (<usize>j << 3), rowQ + (<usize>j << 3));
  for (let i = p + 1; i < q; i++) swap(a + <usize>i * step + (<usize>p << 3), rowQ + (<usize>i << 3));
  swap(rowP + (<usize>p << 3), rowQ + (<usize>q << 3));
  for (let i = q + 1; i < n; i++) {
    const row = a + <usize>i * step;
    swap(row + (<usize>p << 3), row + (<usize>q << 3));
  }
}

@inline
function swap(x: usize, y: usize): void {
  const kept = load<f64>(x);
  store<f64>(x, load<f64>(y));
  store<f64>(y, kept);
}
