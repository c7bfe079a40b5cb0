// Entries as they are stored, widened to float64. `type` is a code of `core/kernels/dtype.ts`, and constant
// wherever these are called, so that each caller is compiled once per type, without a branch.

export const F64: i32 = 0;
export const F32: i32 = 1;
export const F16: i32 = 2;
export const BF16: i32 = 3;

/** log₂ of the bytes per entry. */
@inline
export function shift(type: i32): usize {
  return type == F64 ? 3 : type == F32 ? 2 : 1;
}

// Constants of the widening of float16, four lanes of each. Read from memory, where the engine would otherwise build
// them anew for every four entries; each thread writes the same ones there when it starts.
const SIGN: usize = memory.data<u32>([1 << 31, 1 << 31, 1 << 31, 1 << 31], 16);
const MAGNITUDE: usize = memory.data<u32>([0x7fff << 13, 0x7fff << 13, 0x7fff << 13, 0x7fff << 13], 16);
const OFFSET: usize = memory.data<u32>([224 << 23, 224 << 23, 224 << 23, 224 << 23], 16);
const SCALE: usize = memory.data<f32>([2.0 ** -112, 2.0 ** -112, 2.0 ** -112, 2.0 ** -112], 16);
const SMALLEST: usize = memory.data<f32>([2.0 ** -14, 2.0 ** -14, 2.0 ** -14, 2.0 ** -14], 16);

/** float16, its sign extended to the lane, to float32, exactly. No step has a subnormal number, which is slow. */
@inline
function widenHalf(h: v128): v128 {
  const bits = i32x4.shl(h, 13);
  // The exponent's bias is 127 in place of 15; with 112 more, 31 becomes 255: infinite, or not a number.
  const offset = i32x4.add(v128.and(bits, v128.load(MAGNITUDE)), v128.load(OFFSET));
  const normal = f32x4.mul(offset, v128.load(SCALE));
  // With exponent 0 the leading 1 is not there, and the step is twice as large: this is then the lesser of the two.
  const subnormal = f32x4.sub(f32x4.add(normal, normal), v128.load(SMALLEST));
  return v128.or(f32x4.pmin(normal, subnormal), v128.and(bits, v128.load(SIGN)));
}

/** The four 16-bit entries in the low half of a vector, to float32. */
@inline
function widenLanes(type: i32, bits: v128): v128 {
  if (type == F16) return widenHalf(i32x4.extend_low_i16x8_s(bits));
  // bfloat16 is the upper half of a float32.
  return v128.shuffle<u16>(i32x4.splat(0), bits, 0, 8, 1, 9, 2, 10, 3, 11);
}

/** The two entries from pointer `at` on, in float64. */
@inline
export function pair(type: i32, at: usize): v128 {
  if (type == F64) return v128.load(at);
  if (type == F32) return f64x2.promote_low_f32x4(v128.load64_zero(at));
  return f64x2.promote_low_f32x4(widenLanes(type, v128.load32_zero(at)));
}

/** The entry at pointer `at`, in the first lane; 0 in the second. */
@inline
export function single(type: i32, at: usize): v128 {
  if (type == F64) return v128.load64_zero(at);
  if (type == F32) return f64x2.promote_low_f32x4(v128.load32_zero(at));
  return f64x2.promote_low_f32x4(widenLanes(type, i32x4.replace_lane(i32x4.splat(0), 0, load<u16>(at))));
}

/**
 * Four 16-bit entries from pointer `at` on, for `leftPair` and `rightPair`, so that they are widened together;
 * nothing for the wider types.
 */
@inline
export function halves(type: i32, at: usize): v128 {
  return type == F64 || type == F32 ? f32x4.splat(0) : widenLanes(type, v128.load64_zero(at));
}

/** The first two of four entries from pointer `at` on, in float64, given their `halves`. */
@inline
export function leftPair(type: i32, at: usize, four: v128): v128 {
  return type == F64 || type == F32 ? pair(type, at) : f64x2.promote_low_f32x4(four);
}

/** The last two of them. */
@inline
export function rightPair(type: i32, at: usize, four: v128): v128 {
  if (type == F64) return v128.load(at, 16);
  if (type == F32) return f64x2.promote_low_f32x4(v128.load64_zero(at, 8));
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(four, four, 1, 1));
}

/** The four entries from pointer `at` on, rounded to float32: exact but for float64. */
@inline
export function quad32(type: i32, at: usize): v128 {
  if (type == F64) {
    const low = f32x4.demote_f64x2_zero(v128.load(at));
    const high = f32x4.demote_f64x2_zero(v128.load(at, 16));
    return v128.shuffle<f64>(low, high, 0, 2);
  }
  if (type == F32) return v128.load(at);
  return widenLanes(type, v128.load64_zero(at));
}

/** The entry at pointer `at` rounded to float32, in the first lane; 0 in the others. */
@inline
export function single32(type: i32, at: usize): v128 {
  if (type == F64) return f32x4.demote_f64x2_zero(v128.load64_zero(at));
  if (type == F32) return v128.load32_zero(at);
  return widenLanes(type, i32x4.replace_lane(i32x4.splat(0), 0, load<u16>(at)));
}
