import { addScaledAt, dotAt, normAt } from './kernels.ts';

/** `W Π ≈ Q R` cut at the rank: see `pivotedQr`. */
export interface PivotedQr {
  readonly rank: number;
  /** The columns of `W` in the order they were taken, length m; the first `rank` span its column space. */
  readonly order: Int32Array;
  /** The reflectors: row k (length d) holds reflector k from entry k on, its first entry 1 left out. */
  readonly reflectors: Float64Array;
  readonly tau: Float64Array;
  /** Upper triangle of `R`, rank × rank; column j is contiguous: entry (i, j) is `R[j * rank + i]`. */
  readonly R: Float64Array;
  /** `‖N w_j‖` by the column's number in `W`, length m; 0 for the columns kept. */
  readonly residuals: Float64Array;
  /** The pivots `|R_00|`, the least kept one and the largest of those left; 0 where there is none. */
  readonly largest: number;
  readonly leastKept: number;
  readonly largestDropped: number;
}

/**
 * Householder QR with column pivoting (Businger and Golub; Golub and Van Loan §5.4), stopped at the first
 * pivot not above `tolerance` times the largest.
 *
 * @param columns the m columns of `W`, contiguous, d entries each, scaled so that squares stay in range; overwritten.
 * @param onStep called with the fraction of the work that is done, now and then.
 */
export function pivotedQr(
  columns: Float64Array,
  d: number,
  m: number,
  tolerance: number,
  onStep?: (fraction: number) => void,
): PivotedQr {
  const most = Math.min(d, m);
  const order = Int32Array.from({ length: m }, (_, j) => j);
  const tau = new Float64Array(most);
  const diagonal = new Float64Array(most);
  const norms = new Float64Array(m);
  const measured = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    norms[j] = normAt(columns, j * d, d);
    measured[j] = norms[j] as number;
  }
  let rank = 0;
  let largest = 0;
  const flops = most * most * (d - most / 3);
  for (; rank < most; rank++) {
    const k = rank;
    let best = indexOfLargest(norms, k);
    let pivot = normAt(columns, best * d + k, d - k);
    if (k === 0) largest = pivot;
    if (!(pivot > tolerance * largest)) {
      // The running norms are estimates: before stopping, ask the columns themselves.
      for (let j = k; j < m; j++) norms[j] = normAt(columns, j * d + k, d - k);
      best = indexOfLargest(norms, k);
      pivot = norms[best] as number;
      if (!(pivot > tolerance * largest)) break;
    }
    swapColumns(columns, d, k, best);
    swap(order, k, best);
    swap(norms, k, best);
    swap(measured, k, best);
    diagonal[k] = reflect(columns, k * d + k, d - k, pivot, tau, k);
    for (let j = k + 1; j < m; j++) {
      applyReflector(columns, k * d + k, tau[k] as number, columns, j * d + k, d - k);
      downdate(norms, measured, columns, d, j, k);
    }
    if (onStep && (k & 15) === 0) onStep(Math.min(1, (k * most * (2 * d - k)) / (2 * flops)));
  }
  return finish(columns, d, m, rank, order, tau, diagonal, largest);
}

/** Reads `R` and the residuals off the overwritten columns. */
function finish(
  columns: Float64Array,
  d: number,
  m: number,
  rank: number,
  order: Int32Array,
  tau: Float64Array,
  diagonal: Float64Array,
  largest: number,
): PivotedQr {
  const R = new Float64Array(rank * rank);
  for (let j = 0; j < rank; j++) {
    for (let i = 0; i < j; i++) R[j * rank + i] = columns[j * d + i] as number;
    R[j * rank + j] = diagonal[j] as number;
  }
  const residuals = new Float64Array(m);
  let largestDropped = 0;
  for (let j = rank; j < m; j++) {
    const residual = normAt(columns, j * d + rank, d - rank);
    residuals[order[j] as number] = residual;
    if (residual > largestDropped) largestDropped = residual;
  }
  const leastKept = rank === 0 ? 0 : Math.abs(diagonal[rank - 1] as number);
  return { rank, order, reflectors: columns, tau, R, residuals, largest, leastKept, largestDropped };
}

/** The orthonormal basis that the reflectors stand for: rank rows of length d, contiguous (as LAPACK dorg2r). */
export function orthonormalRows(qr: PivotedQr, d: number): Float64Array {
  const { rank, reflectors, tau } = qr;
  const Q = new Float64Array(rank * d);
  for (let i = 0; i < rank; i++) Q[i * d + i] = 1;
  for (let k = rank - 1; k >= 0; k--) {
    for (let i = k; i < rank; i++) {
      applyReflector(reflectors, k * d + k, tau[k] as number, Q, i * d + k, d - k);
    }
  }
  return Q;
}

/** Turns the stretch at `at` into a reflector (first entry 1, left out) and returns the diagonal entry of R. */
function reflect(a: Float64Array, at: number, n: number, norm: number, tau: Float64Array, k: number): number {
  const head = a[at] as number;
  if (n === 1) {
    tau[k] = 0;
    return head;
  }
  const beta = head > 0 ? -norm : norm;
  tau[k] = (beta - head) / beta;
  const scale = head - beta;
  for (let i = 1; i < n; i++) a[at + i] = (a[at + i] as number) / scale;
  return beta;
}

/** `x ← x − τ v (vᵀ x)` with `v = (1, a[at + 1 …])`. */
function applyReflector(
  a: Float64Array,
  at: number,
  tau: number,
  x: Float64Array,
  xo: number,
  n: number,
): void {
  if (tau === 0) return;
  const head = x[xo] as number;
  const t = tau * (head + dotAt(a, at + 1, x, xo + 1, n - 1));
  if (t === 0) return;
  x[xo] = head - t;
  addScaledAt(x, xo + 1, -t, a, at + 1, n - 1);
}

/** The norm of what is left of column j once entry k is done (LAPACK dlaqp2), measured anew after cancellation. */
function downdate(
  norms: Float64Array,
  measured: Float64Array,
  columns: Float64Array,
  d: number,
  j: number,
  k: number,
): void {
  const norm = norms[j] as number;
  if (norm === 0) return;
  const taken = Math.abs(columns[j * d + k] as number) / norm;
  const left = Math.max(0, (1 - taken) * (1 + taken));
  const drop = norm / (measured[j] as number);
  if (left * drop * drop > 1e-8) norms[j] = norm * Math.sqrt(left);
  else {
    norms[j] = normAt(columns, j * d + k + 1, d - k - 1);
    measured[j] = norms[j] as number;
  }
}

/** The first index from `from` on at which `x` is largest. */
function indexOfLargest(x: Float64Array, from: number): number {
  let best = from;
  for (let j = from + 1; j < x.length; j++) if ((x[j] as number) > (x[best] as number)) best = j;
  return best;
}

function swap(x: Int32Array | Float64Array, i: number, j: number): void {
  const kept = x[i] as number;
  x[i] = x[j] as number;
  x[j] = kept;
}

function swapColumns(columns: Float64Array, d: number, i: number, j: number): void {
  if (i === j) return;
  for (let at = 0; at < d; at++) swap(columns, i * d + at, j * d + at);
}
