import { dot } from './dot';
import { madd } from './simd';
import { addMultiple } from './solve';

@inline
function lanes(s: v128): f64 {
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

@inline
function at(x: usize, i: i32): f64 {
  return load<f64>(x + (<usize>i << 3));
}

@inline
function add(x: usize, i: i32, value: f64): void {
  store<f64>(x + (<usize>i << 3), at(x, i) + value);
}

/** As `Kernels.tridiagonalPass`: two rows at a time, which halves the traffic of the vectors. */
export function tridiagonalPass(
  a: usize,
  lda: i32,
  from: i32,
  to: i32,
  u: usize,
  w: usize,
  v: usize,
  p: usize,
): void {
  let i = from;
  for (; i + 1 < to; i += 2) twoRows(a + ((<usize>i * lda) << 3), <usize>lda << 3, i, u, w, v, p);
  if (i < to) oneRow(a + ((<usize>i * lda) << 3), i, u, w, v, p);
}

/** Rows i and i + 1, i even. */
function twoRows(row: usize, step: usize, i: i32, u: usize, w: usize, v: usize, p: usize): void {
  const next = row + step;
  const u0 = f64x2.splat(-at(u, i));
  const w0 = f64x2.splat(-at(w, i));
  const v0 = f64x2.splat(at(v, i));
  const u1 = f64x2.splat(-at(u, i + 1));
  const w1 = f64x2.splat(-at(w, i + 1));
  const v1 = f64x2.splat(at(v, i + 1));
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  const end = <usize>i << 3;
  for (let k: usize = 0; k < end; k += 16) {
    const uk = v128.load(u + k);
    const wk = v128.load(w + k);
    const vk = v128.load(v + k);
    const x = madd(u0, wk, madd(w0, uk, v128.load(row + k)));
    const y = madd(u1, wk, madd(w1, uk, v128.load(next + k)));
    v128.store(row + k, x);
    v128.store(next + k, y);
    s0 = madd(x, vk, s0);
    s1 = madd(y, vk, s1);
    v128.store(p + k, madd(v1, y, madd(v0, x, v128.load(p + k))));
  }
  add(p, i, lanes(s0));
  add(p, i + 1, lanes(s1));
  corner(row, i, i, u, w, v, p);
  corner(next, i + 1, i, u, w, v, p);
  corner(next, i + 1, i + 1, u, w, v, p);
}

function oneRow(row: usize, i: i32, u: usize, w: usize, v: usize, p: usize): void {
  addMultiple(row, w, -at(u, i), i);
  addMultiple(row, u, -at(w, i), i);
  add(p, i, dot(row, v, i));
  addMultiple(p, row, at(v, i), i);
  corner(row, i, i, u, w, v, p);
}

/** One entry: row i, column j. */
@inline
function corner(row: usize, i: i32, j: i32, u: usize, w: usize, v: usize, p: usize): void {
  const x = at(row, j) - (at(u, i) * at(w, j) + at(w, i) * at(u, j));
  store<f64>(row + (<usize>j << 3), x);
  add(p, i, x * at(v, j));
  if (i != j) add(p, j, x * at(v, i));
}

/** As `Kernels.tridiagonalReflector`. */
export function tridiagonalReflector(row: usize, i: i32, u: usize, w: usize, v: usize): f64 {
  addMultiple(row, w, -at(u, i), i + 1);
  addMultiple(row, u, -at(w, i), i + 1);
  const head = at(row, i - 1);
  const rest = dot(row, row, i - 1);
  memory.copy(v, row, <usize>i << 3);
  store<f64>(v + (<usize>(i - 1) << 3), 1);
  if (rest == 0) return 0;
  const norm = Math.sqrt(head * head + rest);
  const beta = head > 0 ? -norm : norm;
  for (let k = 0; k < i - 1; k++) store<f64>(v + (<usize>k << 3), at(v, k) / (head - beta));
  store<f64>(row + (<usize>(i - 1) << 3), beta);
  return (beta - head) / beta;
}

/** As `Kernels.tridiagonalPartner`. */
export function tridiagonalPartner(p: usize, v: usize, tau: f64, n: i32): void {
  const half = -0.5 * tau * tau * dot(p, v, n);
  for (let k = 0; k < n; k++) store<f64>(p + (<usize>k << 3), tau * at(p, k) + half * at(v, k));
}
