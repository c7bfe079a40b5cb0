import { addScaledAt, dotAt, normAt } from './kernels.ts';

/** `W Π ≈ Q R`: see `householderQr`. */
export interface HouseholderQr {
  readonly d: number;
  readonly m: number;
  /** How many reflectors there are: min(d, m), or fewer where all that is left is zero. */
  readonly steps: number;
  /** The columns of `W` in the order they were taken, length m. */
  readonly order: Int32Array;
  /**
   * The columns in that order, d entries each: column j of R above its entry j, and behind it reflector j, of which
   * the first entry, 1, is left out.
   */
  readonly columns: Float64Array;
  readonly tau: Float64Array;
  /** The diagonal of R. */
  readonly diagonal: Float64Array;
}

/** How to take the columns, and who hears how far it is. */
export interface QrOptions {
  /** Whether the largest column left is taken next; else the columns are taken in their own order. */
  readonly pivoting: boolean;
  /** Called with the fraction of the work that is done, now and then. */
  readonly onStep?: ((fraction: number) => void) | undefined;
}

/**
 * Householder QR, with column pivoting (Businger and Golub; Golub and Van Loan §5.4) or without. A column of zeros
 * gives a reflector that is the identity, as in LAPACK.
 *
 * @param columns the m columns of `W`, contiguous, d entries each, scaled so that squares stay in range; overwritten.
 */
export function householderQr(
  columns: Float64Array,
  d: number,
  m: number,
  { pivoting, onStep }: QrOptions,
): HouseholderQr {
  const most = Math.min(d, m);
  const order = Int32Array.from({ length: m }, (_, j) => j);
  const tau = new Float64Array(most);
  const diagonal = new Float64Array(most);
  const norms = new Float64Array(pivoting ? m : 0);
  const measured = new Float64Array(norms.length);
  for (let j = 0; j < norms.length; j++) {
    norms[j] = normAt(columns, j * d, d);
    measured[j] = norms[j] as number;
  }
  const flops = most * most * (d - most / 3);
  for (let k = 0; k < most; k++) {
    if (pivoting) {
      const best = indexOfLargest(norms, k);
      swapColumns(columns, d, k, best);
      swap(order, k, best);
      swap(norms, k, best);
      swap(measured, k, best);
    }
    const pivot = normAt(columns, k * d + k, d - k);
    if (pivot === 0 && pivoting) return { d, m, steps: k, order, columns, tau, diagonal };
    diagonal[k] = reflect(columns, k * d + k, d - k, pivot, tau, k);
    for (let j = k + 1; j < m; j++) {
      applyReflector(columns, k * d + k, tau[k] as number, columns, j * d + k, d - k);
      if (pivoting) downdate(norms, measured, columns, d, j, k);
    }
    if (onStep && (k & 15) === 0) onStep(Math.min(1, (k * most * (2 * d - k)) / (2 * flops)));
  }
  return { d, m, steps: most, order, columns, tau, diagonal };
}

/** The leading rank × rank triangle of `R`; column j is contiguous: entry (i, j) is `R[j * rank + i]`. */
export function triangleOf({ columns, diagonal, d }: HouseholderQr, rank: number): Float64Array {
  const R = new Float64Array(rank * rank);
  for (let j = 0; j < rank; j++) {
    for (let i = 0; i < j; i++) R[j * rank + i] = columns[j * d + i] as number;
    R[j * rank + j] = diagonal[j] as number;
  }
  return R;
}

/** The rows of `R`, `steps` of m entries. */
export function rowsOfR({ columns, diagonal, d, m, steps }: HouseholderQr): Float64Array[] {
  return Array.from({ length: steps }, (_, i) => {
    const row = new Float64Array(m);
    row[i] = diagonal[i] as number;
    for (let j = i + 1; j < m; j++) row[j] = columns[j * d + i] as number;
    return row;
  });
}

/** What each column of `W`, by its number there, has outside the span of the first `rank` columns taken: length m. */
export function residualsOf(
  { columns, diagonal, order, d, m, steps }: HouseholderQr,
  rank: number,
): Float64Array {
  const residuals = new Float64Array(m);
  for (let j = rank; j < m; j++) {
    const above = normAt(columns, j * d + rank, Math.min(j, steps) - rank);
    residuals[order[j] as number] = j < steps ? Math.hypot(above, diagonal[j] as number) : above;
  }
  return residuals;
}

/** The orthonormal basis that the first reflectors stand for: `count` rows of length d, contiguous (LAPACK dorg2r). */
export function orthonormalRows({ columns, tau, d }: HouseholderQr, count: number): Float64Array {
  const Q = new Float64Array(count * d);
  for (let i = 0; i < count; i++) Q[i * d + i] = 1;
  for (let k = count - 1; k >= 0; k--) {
    for (let i = k; i < count; i++) {
      applyReflector(columns, k * d + k, tau[k] as number, Q, i * d + k, d - k);
    }
  }
  return Q;
}

/** Turns the stretch at `at` into a reflector (first entry 1, left out) and returns the diagonal entry of R. */
function reflect(a: Float64Array, at: number, n: number, norm: number, tau: Float64Array, k: number): number {
  const head = a[at] as number;
  if (n === 1 || norm === 0) {
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
