/** As `Kernels.minusProduct`. */
export function minusProduct(
  c: Float64Array,
  ldc: number,
  a: Float64Array,
  lda: number,
  b: Float64Array,
  ldb: number,
  rows: number,
  columns: number,
  depth: number,
  last: number,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < Math.min(columns, i + last + 1); j++) {
      let sum = 0;
      for (let k = 0; k < depth; k++) sum += (a[i * lda + k] as number) * (b[j * ldb + k] as number);
      (c[i * ldc + j] as number) -= sum;
    }
  }
}
