/** As `Kernels.pivotColumn`. */
export function pivotColumn(
  a: Float64Array,
  lda: number,
  panel: Float64Array,
  width: number,
  diagonal: Float64Array,
  n: number,
  column: number,
  depth: number,
): number {
  const root = Math.sqrt(diagonal[column] as number);
  panel[column * width + depth] = root;
  let most = column + 1;
  let value = -Infinity;
  for (let i = column + 1; i < n; i++) {
    let sum = a[i * lda + column] as number;
    for (let k = 0; k < depth; k++)
      sum -= (panel[i * width + k] as number) * (panel[column * width + k] as number);
    const l = sum / root;
    panel[i * width + depth] = l;
    const left = (diagonal[i] as number) - l * l;
    diagonal[i] = left;
    if (left > value || (Number.isNaN(left) && !Number.isNaN(value))) {
      value = left;
      most = i;
    }
  }
  return most;
}

/** As `Kernels.swapSymmetric`. */
export function swapSymmetric(a: Float64Array, lda: number, n: number, p: number, q: number): void {
  const swap = (x: number, y: number): void => {
    const kept = a[x] as number;
    a[x] = a[y] as number;
    a[y] = kept;
  };
  for (let j = 0; j < p; j++) swap(p * lda + j, q * lda + j);
  for (let i = p + 1; i < q; i++) swap(i * lda + p, q * lda + i);
  swap(p * lda + p, q * lda + q);
  for (let i = q + 1; i < n; i++) swap(i * lda + p, i * lda + q);
}
