/** As `Kernels.copyRows`. */
export function copyRows(
  from: Float64Array,
  ldf: number,
  to: Float64Array,
  ldt: number,
  rows: number,
  n: number,
): void {
  for (let i = 0; i < rows; i++) to.set(from.subarray(i * ldf, i * ldf + n), i * ldt);
}

/** As `Kernels.transposeRows`. */
export function transposeRows(
  from: Float64Array,
  ldf: number,
  to: Float64Array,
  ldt: number,
  rows: number,
  columns: number,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) to[j * ldt + i] = from[i * ldf + j] as number;
  }
}
