/** As `Kernels.tile6x4` and its kind: each entry's sum over k on its own, in the strips' precision. */
export function tile(
  c: Float64Array, // rows × columns, leading dimension ldc
  ldc: number,
  a: Float64Array | Float32Array, // k × rows
  b: Float64Array | Float32Array, // k × columns
  rows: number,
  columns: number,
): void {
  const round = a instanceof Float32Array ? Math.fround : (x: number): number => x;
  const k = a.length / rows;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) {
        sum = round(sum + round((a[p * rows + i] as number) * (b[p * columns + j] as number)));
      }
      c[i * ldc + j] = (c[i * ldc + j] as number) + sum;
    }
  }
}
