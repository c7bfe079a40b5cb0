/** As `Kernels.tridiagonalPass`. */
export function tridiagonalPass(
  a: Float64Array,
  lda: number,
  from: number,
  to: number,
  u: Float64Array,
  w: Float64Array,
  v: Float64Array,
  p: Float64Array,
): void {
  for (let i = from; i < to; i++) {
    for (let j = 0; j <= i; j++) {
      const x = (a[i * lda + j] as number) - (at(u, i) * at(w, j) + at(w, i) * at(u, j));
      a[i * lda + j] = x;
      p[i] = at(p, i) + x * at(v, j);
      if (i !== j) p[j] = at(p, j) + x * at(v, i);
    }
  }
}

/** As `Kernels.tridiagonalReflector`. */
export function tridiagonalReflector(
  row: Float64Array,
  i: number,
  u: Float64Array,
  w: Float64Array,
  v: Float64Array,
): number {
  for (let j = 0; j <= i; j++) row[j] = at(row, j) - (at(u, i) * at(w, j) + at(w, i) * at(u, j));
  const head = at(row, i - 1);
  let rest = 0;
  for (let j = 0; j < i - 1; j++) rest += at(row, j) ** 2;
  v.set(row.subarray(0, i));
  v[i - 1] = 1;
  if (rest === 0) return 0;
  const norm = Math.sqrt(head * head + rest);
  const beta = head > 0 ? -norm : norm;
  for (let j = 0; j < i - 1; j++) v[j] = at(v, j) / (head - beta);
  row[i - 1] = beta;
  return (beta - head) / beta;
}

/** As `Kernels.tridiagonalPartner`. */
export function tridiagonalPartner(p: Float64Array, v: Float64Array, tau: number, n: number): void {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += at(p, k) * at(v, k);
  for (let k = 0; k < n; k++) p[k] = tau * at(p, k) - 0.5 * tau * tau * sum * at(v, k);
}

const at = (x: Float64Array, i: number): number => x[i] as number;
