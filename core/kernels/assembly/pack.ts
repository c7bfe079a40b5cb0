import { BF16, F16, F32, F64, pair, shift, single } from './stored';

/** Rows that are packed together, so that both what is read and what is written stays in few cache lines. */
const ROWS: i32 = 8;

/** Writes a pair of float64 as it is, or rounded to float32. */
@inline
function put(to: usize, narrow: bool, value: v128): void {
  if (narrow) v128.store64_lane(to, f32x4.demote_f64x2_zero(value), 0);
  else v128.store(to, value);
}

/** Packs a panel that is stored row by row. */
@inline
function packRows(
  narrow: bool,
  type: i32,
  to: usize,
  from: usize,
  lead: usize,
  k: i32,
  m: i32,
  width: i32,
  scales: usize,
): void {
  const size: usize = narrow ? 2 : 3;
  for (let first = 0; first < k; first += ROWS) {
    const end = min(first + ROWS, k);
    for (let column = 0; column < m; column += width) {
      const filled = min(width, m - column);
      for (let i = first; i < end; i++) {
        const source = from + ((<usize>i * lead + column) << shift(type));
        const strip = to + ((<usize>column * k + <usize>i * width) << size);
        for (let j = 0; j < width; j += 2) {
          const at = source + (<usize>j << shift(type));
          const factors = scales + (<usize>(column + j) << 3);
          let value = f64x2.splat(0);
          if (j + 2 <= filled) {
            value = pair(type, at);
            if (scales) value = f64x2.mul(value, v128.load(factors));
          } else if (j < filled) {
            value = single(type, at);
            if (scales) value = f64x2.mul(value, v128.load64_zero(factors));
          }
          put(strip + (<usize>j << size), narrow, value);
        }
      }
    }
  }
}

/** Packs a panel that is stored column by column, as the transposed matrix: two columns at a time. */
@inline
function packColumns(
  narrow: bool,
  type: i32,
  to: usize,
  from: usize,
  lead: usize,
  k: i32,
  m: i32,
  width: i32,
  scales: usize,
): void {
  const size: usize = narrow ? 2 : 3;
  const row = <usize>width << size;
  const padded = ((m + width - 1) / width) * width;
  for (let column = 0; column < padded; column += 2) {
    const inStrip = column % width;
    const strip = to + ((<usize>(column - inStrip) * k + inStrip) << size);
    // The second column, or both, may be padding of the last strip.
    const hasLeft = column < m;
    const hasRight = column + 1 < m;
    const left = from + ((<usize>column * lead) << shift(type));
    const right = left + (lead << shift(type));
    let factors = f64x2.splat(1);
    if (scales) {
      if (hasRight) factors = v128.load(scales + (<usize>column << 3));
      else if (hasLeft) factors = v128.load64_zero(scales + (<usize>column << 3));
    }
    let i = 0;
    if (hasRight) {
      for (; i + 2 <= k; i += 2) {
        const a = pair(type, left + (<usize>i << shift(type)));
        const b = pair(type, right + (<usize>i << shift(type)));
        const to0 = strip + <usize>i * row;
        put(to0, narrow, f64x2.mul(v128.shuffle<f64>(a, b, 0, 2), factors));
        put(to0 + row, narrow, f64x2.mul(v128.shuffle<f64>(a, b, 1, 3), factors));
      }
    }
    for (; i < k; i++) {
      const zero = f64x2.splat(0);
      const a = hasLeft ? single(type, left + (<usize>i << shift(type))) : zero;
      const b = hasRight ? single(type, right + (<usize>i << shift(type))) : zero;
      put(strip + <usize>i * row, narrow, f64x2.mul(v128.shuffle<f64>(a, b, 0, 2), factors));
    }
  }
}

@inline
function pack(
  narrow: bool,
  type: i32,
  to: usize,
  from: usize,
  lead: i32,
  transposed: bool,
  k: i32,
  m: i32,
  width: i32,
  scales: usize,
): void {
  if (transposed) packColumns(narrow, type, to, from, lead, k, m, width, scales);
  else packRows(narrow, type, to, from, lead, k, m, width, scales);
}

/** As `Kernels.pack64`. */
export function pack64(
  to: usize,
  from: usize,
  type: i32,
  lead: i32,
  transposed: bool,
  k: i32,
  m: i32,
  width: i32,
  scales: usize,
): void {
  if (type == F64) pack(false, F64, to, from, lead, transposed, k, m, width, scales);
  else if (type == F32) pack(false, F32, to, from, lead, transposed, k, m, width, scales);
  else if (type == F16) pack(false, F16, to, from, lead, transposed, k, m, width, scales);
  else pack(false, BF16, to, from, lead, transposed, k, m, width, scales);
}

/** As `Kernels.pack32`. */
export function pack32(
  to: usize,
  from: usize,
  type: i32,
  lead: i32,
  transposed: bool,
  k: i32,
  m: i32,
  width: i32,
  scales: usize,
): void {
  if (type == F64) pack(true, F64, to, from, lead, transposed, k, m, width, scales);
  else if (type == F32) pack(true, F32, to, from, lead, transposed, k, m, width, scales);
  else if (type == F16) pack(true, F16, to, from, lead, transposed, k, m, width, scales);
  else pack(true, BF16, to, from, lead, transposed, k, m, width, scales);
}

@inline
function widenAll(type: i32, to: usize, from: usize, n: i32): void {
  let i = 0;
  for (; i + 2 <= n; i += 2) v128.store(to + (<usize>i << 3), pair(type, from + (<usize>i << shift(type))));
  if (i < n) v128.store64_lane(to + (<usize>i << 3), single(type, from + (<usize>i << shift(type))), 0);
}

/** As `Kernels.widen`. */
export function widen(to: usize, from: usize, type: i32, n: i32): void {
  if (type == F64) widenAll(F64, to, from, n);
  else if (type == F32) widenAll(F32, to, from, n);
  else if (type == F16) widenAll(F16, to, from, n);
  else widenAll(BF16, to, from, n);
}
