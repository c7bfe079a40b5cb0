import { BF16, F16, F32, F64, pair, shift, single } from './stored';

/** One row; the column of its first entry that is not finite, or −1. A function of its own per type, as below. */
@inline
function row(type: i32, from: usize, m: i32, largest: usize, squares: usize): i32 {
  const limit = f64x2.splat(f64.MAX_VALUE);
  let j = 0;
  for (; j + 2 <= m; j += 2) {
    const x = f64x2.abs(pair(type, from + (<usize>j << shift(type))));
    if (!i64x2.all_true(f64x2.le(x, limit))) break;
    const at = <usize>j << 3;
    v128.store(largest + at, f64x2.pmax(v128.load(largest + at), x));
    v128.store(squares + at, f64x2.add(v128.load(squares + at), f64x2.mul(x, x)));
  }
  for (; j < m; j++) {
    const x = Math.abs(f64x2.extract_lane(single(type, from + (<usize>j << shift(type))), 0));
    if (!(x <= f64.MAX_VALUE)) return j;
    const at = <usize>j << 3;
    store<f64>(largest + at, Math.max(load<f64>(largest + at), x));
    store<f64>(squares + at, load<f64>(squares + at) + x * x);
  }
  return -1;
}

function row64(from: usize, m: i32, largest: usize, squares: usize): i32 {
  return row(F64, from, m, largest, squares);
}
function row32(from: usize, m: i32, largest: usize, squares: usize): i32 {
  return row(F32, from, m, largest, squares);
}
function row16(from: usize, m: i32, largest: usize, squares: usize): i32 {
  return row(F16, from, m, largest, squares);
}
function rowB16(from: usize, m: i32, largest: usize, squares: usize): i32 {
  return row(BF16, from, m, largest, squares);
}

/** As `Kernels.columnStatistics`. */
export function columnStatistics(
  from: usize,
  type: i32,
  lead: i32,
  k: i32,
  m: i32,
  largest: usize,
  squares: usize,
): f64 {
  const step = <usize>lead << shift(type);
  for (let i = 0; i < k; i++) {
    let fault: i32;
    if (type == F64) fault = row64(from, m, largest, squares);
    else if (type == F32) fault = row32(from, m, largest, squares);
    else if (type == F16) fault = row16(from, m, largest, squares);
    else fault = rowB16(from, m, largest, squares);
    if (fault >= 0) return <f64>i * <f64>m + <f64>fault;
    from += step;
  }
  return -1;
}
