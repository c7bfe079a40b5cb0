import { dot } from './dot';

/** As `Kernels.choleskyBlock`: row by row, after Golub & Van Loan, algorithm 4.2.1 in inner products. */
export function choleskyBlock(a: usize, lda: i32, n: i32, diagonal: usize, cut: f64): i32 {
  const step = <usize>lda << 3;
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * step;
    let other = a;
    for (let j = 0; j < i; j++) {
      const at = row + (<usize>j << 3);
      store<f64>(at, (load<f64>(at) - dot(row, other, j)) / load<f64>(other + (<usize>j << 3)));
      other += step;
    }
    const at = row + (<usize>i << 3);
    const pivot = load<f64>(at) - dot(row, row, i);
    const enough = pivot > 0 && pivot > cut * load<f64>(diagonal + (<usize>i << 3));
    store<f64>(at, enough ? Math.sqrt(pivot) : pivot);
    if (!enough) return i;
  }
  return n;
}
