/** As `Kernels.choleskyBlock`. */
export function choleskyBlock(
  a: Float64Array,
  lda: number,
  n: number,
  diagonal: Float64Array,
  cut: number,
): number {
  const at = (i: number, j: number): number => a[i * lda + j] as number;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      a[i * lda + j] = j < i ? sum / at(j, j) : sum;
    }
    const pivot = at(i, i);
    if (!(pivot > 0 && pivot > cut * (diagonal[i] as number))) return i;
    a[i * lda + i] = Math.sqrt(pivot);
  }
  return n;
}
