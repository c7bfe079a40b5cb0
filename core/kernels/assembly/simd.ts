/** `a b + c` in two lanes: fused where the build has relaxed SIMD, else rounded twice. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f64x2.relaxed_madd(a, b, c) : f64x2.add(f64x2.mul(a, b), c);
}

/** `a b + c` in four float32 lanes, as `madd`. */
@inline
export function madd32(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** As `Kernels.isFused`. */
export function isFused(): i32 {
  return ASC_FEATURE_RELAXED_SIMD ? 1 : 0;
}
