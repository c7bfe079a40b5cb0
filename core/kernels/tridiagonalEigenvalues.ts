/** The unit roundoff of float64, and how many sweeps an eigenvalue may take. LAPACK allows 30 as well. */
const U = 2 ** -53;
const SWEEPS = 30;

/** A squared entry below this is negligible beside a matrix of size 1, and its digits are about to underflow. */
const FLOOR = 2 ** -900;

/**
 * The eigenvalues, ascending, of the symmetric tridiagonal matrix with this diagonal (n) and subdiagonal (n − 1
 * entries or more): absolute error of a small multiple of `n u ‖T‖`. Implicit QL without square roots, after
 * Pal, Walker and Kahan (LAPACK's dsterf). Throws where an entry is not finite or a sweep limit is passed.
 */
export function tridiagonalEigenvalues(diagonal: Float64Array, subdiagonal: Float64Array): Float64Array {
  const n = diagonal.length;
  let size = 0;
  for (const x of diagonal) size = Math.max(size, Math.abs(x));
  for (let i = 0; i < n - 1; i++) size = Math.max(size, Math.abs(subdiagonal[i] as number));
  if (!Number.isFinite(size)) throw new Error('The matrix holds an entry that is not a finite number.');
  if (size === 0) return new Float64Array(n);
  // A power of 2 near the size: then no square over- or underflows that matters.
  const scale = 2 ** Math.min(1023, Math.floor(Math.log2(size)));
  const d = diagonal.map((x) => x / scale);
  const squares = new Float64Array(n);
  for (let i = 0; i < n - 1; i++) squares[i] = ((subdiagonal[i] as number) / scale) ** 2;

  let sweeps = SWEEPS * n;
  let first = 0;
  let end = -1;
  while (first < n) {
    const last = blockEnd(d, squares, first);
    if (last === first) {
      first++;
      continue;
    }
    if (sweeps-- === 0) throw new Error('The eigenvalues do not converge.');
    // A sweep converges at its start, which should be the smaller end of a graded block.
    if (last !== end && Math.abs(d[last] as number) < Math.abs(d[first] as number)) {
      d.subarray(first, last + 1).reverse();
      squares.subarray(first, last).reverse();
    }
    end = last;
    sweep(d, squares, first, last);
  }
  return d.map((x) => x * scale).sort();
}

/** The last row of the unreduced block that begins at `first`; the negligible entry behind it is cleared. */
function blockEnd(d: Float64Array, squares: Float64Array, first: number): number {
  for (let i = first; i < d.length - 1; i++) {
    const product = Math.abs((d[i] as number) * (d[i + 1] as number));
    if ((squares[i] as number) <= U * U * product + FLOOR) {
      squares[i] = 0;
      return i;
    }
  }
  return d.length - 1;
}

/** One sweep from row `last` up to row `first` with Wilkinson's shift, on the squares of the subdiagonal. */
function sweep(d: Float64Array, squares: Float64Array, first: number, last: number): void {
  const start = d[first] as number;
  const root = Math.sqrt(squares[first] as number);
  const slope = ((d[first + 1] as number) - start) / (2 * root);
  const shift = start - root / (slope + (slope < 0 ? -1 : 1) * Math.sqrt(slope * slope + 1));
  let c = 1;
  let s = 0;
  let gamma = (d[last] as number) - shift;
  let p = gamma * gamma;
  for (let i = last - 1; i >= first; i--) {
    const square = squares[i] as number;
    const r = p + square;
    if (i < last - 1) squares[i + 1] = s * r;
    const before = c;
    c = p / r;
    s = square / r;
    const gammaBefore = gamma;
    const alpha = d[i] as number;
    gamma = c * (alpha - shift) - s * gammaBefore;
    d[i + 1] = gammaBefore + (alpha - gamma);
    p = c === 0 ? before * square : (gamma * gamma) / c;
  }
  squares[first] = s * p;
  d[first] = shift + gamma;
}
