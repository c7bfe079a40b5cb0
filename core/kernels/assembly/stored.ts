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

/** float16 in the low half of each lane to float32, exactly. Subnormals are normal in float32. */
@inline
function widenHalf(h: v128): v128 {
  const magnitude = i32x4.shl(v128.and(h, i32x4.splat(0x7fff)), 13);
  // The exponent's bias is 127 in place of 15; 255 in place of 31 says infinite, or not a number.
  const normal = i32x4.add(magnitude, i32x4.splat(112 << 23));
  const special = v128.and(i32x4.ge_s(magnitude, i32x4.splat(31 << 23)), i32x4.splat(112 << 23));
  // With exponent 0 the leading 1 is not there: it is put there, and taken away as a number.
  const one = reinterpret<f32>(113 << 23);
  const below = f32x4.sub(i32x4.add(normal, i32x4.splat(1 << 23)), f32x4.splat(one));
  const small = i32x4.lt_s(magnitude, i32x4.splat(1 << 23));
  const value = v128.bitselect(below, i32x4.add(normal, special), small);
  return v128.or(value, i32x4.shl(v128.and(h, i32x4.splat(0x8000)), 16));
}

/** 16-bit patterns, one in each lane, to float32. */
@inline
function widenLanes(type: i32, bits: v128): v128 {
  return type == F16 ? widenHalf(bits) : i32x4.shl(bits, 16);
}

/** The two entries from pointer `at` on, in float64. */
@inline
export function pair(type: i32, at: usize): v128 {
  if (type == F64) return v128.load(at);
  if (type == F32) return f64x2.promote_low_f32x4(v128.load64_zero(at));
  const bits = i32x4.extend_low_i16x8_u(v128.load32_zero(at));
  return f64x2.promote_low_f32x4(widenLanes(type, bits));
}

/** The entry at pointer `at`, in the first lane; 0 in the second. */
@inline
export function single(type: i32, at: usize): v128 {
  if (type == F64) return v128.load64_zero(at);
  if (type == F32) return f64x2.promote_low_f32x4(v128.load32_zero(at));
  const bits = i32x4.replace_lane(i32x4.splat(0), 0, load<u16>(at));
  return f64x2.promote_low_f32x4(widenLanes(type, bits));
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
  return widenLanes(type, i32x4.extend_low_i16x8_u(v128.load64_zero(at)));
}

/** The entry at pointer `at` rounded to float32, in the first lane; 0 in the others. */
@inline
export function single32(type: i32, at: usize): v128 {
  if (type == F64) return f32x4.demote_f64x2_zero(v128.load64_zero(at));
  if (type == F32) return v128.load32_zero(at);
  return widenLanes(type, i32x4.replace_lane(i32x4.splat(0), 0, load<u16>(at)));
}
