import { madd, madd32 } from './simd';

// A function per tile, written out: its sums are then local variables, which the engine keeps in registers.
// With two steps of k to a pass of the loop V8 was measured to keep some of them in memory instead.

/** Adds two float64 sums to what is at `to`. */
@inline
function add(to: usize, sums: v128): void {
  v128.store(to, f64x2.add(v128.load(to), sums));
}

/** Adds four float32 sums to the four float64 at `to`. */
@inline
function addWide(to: usize, sums: v128): void {
  add(to, f64x2.promote_low_f32x4(sums));
  add(to + 16, f64x2.promote_low_f32x4(v128.shuffle<f64>(sums, sums, 1, 1)));
}

/** As `Kernels.tile4x4`. */
export function tile4x4(c: usize, ldc: i32, a: usize, b: usize, k: i32): void {
  let c00 = f64x2.splat(0);
  let c01 = f64x2.splat(0);
  let c10 = f64x2.splat(0);
  let c11 = f64x2.splat(0);
  let c20 = f64x2.splat(0);
  let c21 = f64x2.splat(0);
  let c30 = f64x2.splat(0);
  let c31 = f64x2.splat(0);
  const end = a + <usize>k * 32;
  for (; a < end; a += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<f64>(a);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    const a1 = v128.load_splat<f64>(a, 8);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    const a2 = v128.load_splat<f64>(a, 16);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    const a3 = v128.load_splat<f64>(a, 24);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
    b += 32;
  }
  const row = <usize>ldc << 3;
  add(c, c00);
  add(c + 16, c01);
  c += row;
  add(c, c10);
  add(c + 16, c11);
  c += row;
  add(c, c20);
  add(c + 16, c21);
  c += row;
  add(c, c30);
  add(c + 16, c31);
}

/** As `Kernels.tile6x4`. */
export function tile6x4(c: usize, ldc: i32, a: usize, b: usize, k: i32): void {
  let c00 = f64x2.splat(0);
  let c01 = f64x2.splat(0);
  let c10 = f64x2.splat(0);
  let c11 = f64x2.splat(0);
  let c20 = f64x2.splat(0);
  let c21 = f64x2.splat(0);
  let c30 = f64x2.splat(0);
  let c31 = f64x2.splat(0);
  let c40 = f64x2.splat(0);
  let c41 = f64x2.splat(0);
  let c50 = f64x2.splat(0);
  let c51 = f64x2.splat(0);
  const end = a + <usize>k * 48;
  for (; a < end; a += 48) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<f64>(a);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    const a1 = v128.load_splat<f64>(a, 8);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    const a2 = v128.load_splat<f64>(a, 16);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    const a3 = v128.load_splat<f64>(a, 24);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
    const a4 = v128.load_splat<f64>(a, 32);
    c40 = madd(a4, b0, c40);
    c41 = madd(a4, b1, c41);
    const a5 = v128.load_splat<f64>(a, 40);
    c50 = madd(a5, b0, c50);
    c51 = madd(a5, b1, c51);
    b += 32;
  }
  const row = <usize>ldc << 3;
  add(c, c00);
  add(c + 16, c01);
  c += row;
  add(c, c10);
  add(c + 16, c11);
  c += row;
  add(c, c20);
  add(c + 16, c21);
  c += row;
  add(c, c30);
  add(c + 16, c31);
  c += row;
  add(c, c40);
  add(c + 16, c41);
  c += row;
  add(c, c50);
  add(c + 16, c51);
}

/** As `Kernels.tile4x8`. */
export function tile4x8(c: usize, ldc: i32, a: usize, b: usize, k: i32): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const end = a + <usize>k * 16;
  for (; a < end; a += 16) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<f32>(a);
    c00 = madd32(a0, b0, c00);
    c01 = madd32(a0, b1, c01);
    const a1 = v128.load_splat<f32>(a, 4);
    c10 = madd32(a1, b0, c10);
    c11 = madd32(a1, b1, c11);
    const a2 = v128.load_splat<f32>(a, 8);
    c20 = madd32(a2, b0, c20);
    c21 = madd32(a2, b1, c21);
    const a3 = v128.load_splat<f32>(a, 12);
    c30 = madd32(a3, b0, c30);
    c31 = madd32(a3, b1, c31);
    b += 32;
  }
  const row = <usize>ldc << 3;
  addWide(c, c00);
  addWide(c + 32, c01);
  c += row;
  addWide(c, c10);
  addWide(c + 32, c11);
  c += row;
  addWide(c, c20);
  addWide(c + 32, c21);
  c += row;
  addWide(c, c30);
  addWide(c + 32, c31);
}

/** As `Kernels.tile6x8`. */
export function tile6x8(c: usize, ldc: i32, a: usize, b: usize, k: i32): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0);
  let c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0);
  let c51 = f32x4.splat(0);
  const end = a + <usize>k * 24;
  for (; a < end; a += 24) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<f32>(a);
    c00 = madd32(a0, b0, c00);
    c01 = madd32(a0, b1, c01);
    const a1 = v128.load_splat<f32>(a, 4);
    c10 = madd32(a1, b0, c10);
    c11 = madd32(a1, b1, c11);
    const a2 = v128.load_splat<f32>(a, 8);
    c20 = madd32(a2, b0, c20);
    c21 = madd32(a2, b1, c21);
    const a3 = v128.load_splat<f32>(a, 12);
    c30 = madd32(a3, b0, c30);
    c31 = madd32(a3, b1, c31);
    const a4 = v128.load_splat<f32>(a, 16);
    c40 = madd32(a4, b0, c40);
    c41 = madd32(a4, b1, c41);
    const a5 = v128.load_splat<f32>(a, 20);
    c50 = madd32(a5, b0, c50);
    c51 = madd32(a5, b1, c51);
    b += 32;
  }
  const row = <usize>ldc << 3;
  addWide(c, c00);
  addWide(c + 32, c01);
  c += row;
  addWide(c, c10);
  addWide(c + 32, c11);
  c += row;
  addWide(c, c20);
  addWide(c + 32, c21);
  c += row;
  addWide(c, c30);
  addWide(c + 32, c31);
  c += row;
  addWide(c, c40);
  addWide(c + 32, c41);
  c += row;
  addWide(c, c50);
  addWide(c + 32, c51);
}
