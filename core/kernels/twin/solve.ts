/** As `Kernels.solveRight`. */
export function solveRight(
  b: Float64Array,
  ldb: number,
  rows: number,
  l: Float64Array,
  ldl: number,
  n: number,
): void {
  for (let i = 0; i < rows; i++) solveLower(l, ldl, b.subarray(i * ldb, i * ldb + n), n);
}

/** As `Kernels.solveLower`. */
export function solveLower(l: Float64Array, ldl: number, x: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (l[i * ldl + k] as number) * (x[k] as number);
    x[i] = sum / (l[i * ldl + i] as number);
  }
}

/** As `Kernels.solveUpper`. */
export function solveUpper(l: Float64Array, ldl: number, x: Float64Array, n: number): void {
  for (let i = n - 1; i >= 0; i--) {
    const value = (x[i] as number) / (l[i * ldl + i] as number);
    x[i] = value;
    for (let k = 0; k < i; k++) (x[k] as number) -= value * (l[i * ldl + k] as number);
  }
}
