/** The least that a term of the series may add, relative to the sum, before the series ends. */
const NEGLIGIBLE = 2 ** -56;

/** Terms of a step: with steps of norm 1 at most the series ends after some twenty. */
const MOST_TERMS = 60;

/**
 * `exp(A) B` for the skew-symmetric `A = L − Lᵀ`, where L is the part of `X` (n × n, row by row) below its diagonal, and
 * `B` n × k, row by row; in float64, without forming A or its powers: `exp(A) = exp(A / s)^s` with s so large that the
 * Taylor series of a step ends quickly (Al-Mohy and Higham 2011, without their choice of s by estimates of powers).
 * Turns keep lengths, so rounding errors do not grow: off by about `s` times 20 units of roundoff.
 */
export function expmAction(X: ArrayLike<number>, n: number, B: Float64Array, k: number): Float64Array {
  const steps = Math.max(1, Math.ceil(normOf(X, n)));
  const result = B.slice();
  const term = new Float64Array(n * k);
  const next = new Float64Array(n * k);
  for (let step = 0; step < steps; step++) {
    term.set(result);
    for (let j = 1; j <= MOST_TERMS; j++) {
      skewTimes(X, n, term, k, next);
      let largest = 0;
      let size = 0;
      for (let i = 0; i < next.length; i++) {
        const x = (next[i] as number) / (j * steps);
        term[i] = x;
        const sum = (result[i] as number) + x;
        result[i] = sum;
        largest = Math.max(largest, Math.abs(x));
        size = Math.max(size, Math.abs(sum));
      }
      if (largest <= NEGLIGIBLE * size) break;
    }
  }
  return result;
}

/** The largest sum of magnitudes in a row of A. */
function normOf(X: ArrayLike<number>, n: number): number {
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const size = Math.abs(X[i * n + j] as number);
      sums[i] = (sums[i] as number) + size;
      sums[j] = (sums[j] as number) + size;
    }
  }
  return sums.reduce((most, sum) => Math.max(most, sum), 0);
}

/** `Y = A Z`, n × k each. */
function skewTimes(X: ArrayLike<number>, n: number, Z: Float64Array, k: number, Y: Float64Array): void {
  Y.fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const x = X[i * n + j] as number;
      if (x === 0) continue;
      for (let c = 0; c < k; c++) {
        Y[i * k + c] = (Y[i * k + c] as number) + x * (Z[j * k + c] as number);
        Y[j * k + c] = (Y[j * k + c] as number) - x * (Z[i * k + c] as number);
      }
    }
  }
}
