import { expmAction } from '#core/linalg/expmAction.ts';
import { type Matrix, transpose } from '#core/linalg/matrix.ts';

/**
 * The first k columns of the rotation that torch rebuilds from what it saves of an orthogonal parametrisation
 * (torch/nn/utils/parametrizations.py, `_Orthogonal.forward`), as k rows of n entries. `original` is not the rotation.
 * Square (n × n): `base · exp(A)` with `A = tril(X) − tril(X)ᵀ`. Tall (n × k): `base` times the product of the Householder
 * reflectors whose vectors stand below the diagonal of X, its columns times the whole part of the diagonal.
 *
 * @param original X, n × n or n × k.
 * @param base n × n; null where there is none.
 * @param count how many columns are wanted, at most those of X.
 */
export function rebuildRotation(original: Matrix, base: Matrix | null, count: number): Matrix {
  const { rows: n, cols } = original;
  const columns = n === cols ? bySkew(original, count) : byReflectors(original, count);
  return transpose(base ? product(base, columns) : columns);
}

function bySkew({ rows: n, data }: Matrix, count: number): Matrix {
  const first = new Float64Array(n * count);
  for (let c = 0; c < count; c++) first[c * count + c] = 1;
  return { rows: n, cols: count, data: expmAction(data, n, first, count) };
}

/** The first columns of `H_1 … H_k`, from the last reflector to the first. */
function byReflectors({ rows: n, cols: k, data }: Matrix, count: number): Matrix {
  const out = new Float64Array(n * count);
  for (let c = 0; c < count; c++) out[c * count + c] = 1;
  for (let j = k - 1; j >= 0; j--) {
    const u = Float64Array.from({ length: n }, (_, i) =>
      i < j ? 0 : i === j ? 1 : (data[i * k + j] as number),
    );
    const tau = 2 / u.reduce((sum, x) => sum + x * x, 0);
    for (let c = 0; c < count; c++) {
      let along = 0;
      for (let i = j; i < n; i++) along += (u[i] as number) * (out[i * count + c] as number);
      for (let i = j; i < n; i++) {
        out[i * count + c] = (out[i * count + c] as number) - tau * along * (u[i] as number);
      }
    }
  }
  for (let c = 0; c < count; c++) {
    // 1 or −1, unless weight decay pulled it under 1: torch casts it to an integer, so the column becomes zero.
    const sign = Math.trunc(data[c * k + c] as number);
    for (let i = 0; i < n; i++) out[i * count + c] = (out[i * count + c] as number) * sign;
  }
  return { rows: n, cols: count, data: out };
}

/** `A B`. */
function product(A: Matrix, B: Matrix): Matrix {
  const data = new Float64Array(A.rows * B.cols);
  for (let i = 0; i < A.rows; i++) {
    for (let l = 0; l < A.cols; l++) {
      const a = A.data[i * A.cols + l] as number;
      for (let j = 0; j < B.cols; j++) {
        data[i * B.cols + j] = (data[i * B.cols + j] as number) + a * (B.data[l * B.cols + j] as number);
      }
    }
  }
  return { rows: A.rows, cols: B.cols, data };
}
