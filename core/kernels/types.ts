import type { FactorKernels } from './factorKernels.ts';
import type { StreamKernels } from './streamKernels.ts';

/** A place in the kernels' memory, in bytes from its start. Matrices lie as each kernel says, entries aligned. */
export type Pointer = number;

/**
 * The loops that the time of a decomposition goes into, over a memory that several threads may share. Two
 * implementations: WebAssembly (`assembly/`, built by `npm run build`), and its twin in plain TypeScript
 * (`twin/`), which is the reference in tests and the fallback. They check nothing: the caller owns the memory.
 */
export interface Kernels extends FactorKernels, StreamKernels {
  /** 1 where products and sums are fused, so that the engine is V8 11.4 or later; else 0. */
  isFused(): number;

  /** `Σ a[i] b[i]` over n float64 entries. */
  dot(a: Pointer, b: Pointer, n: number): number;

  /** Widens n contiguous entries, stored in the type of this code (`dtype.ts`), to float64 at `to`. Exact. */
  widen(to: Pointer, from: Pointer, type: number, n: number): void;

  /**
   * Packs k rows of m columns, the first entry of which is at `from`, into strips of `width` (even) columns in
   * float64: at `to`, ⌈m / width⌉ × k × width, padded with zeros. `type` is a code of `dtype.ts`. `lead` is the
   * number of entries from one row to the next or, where the matrix is stored `transposed`, from one column to
   * the next. `scales` points to a factor in float64 for each column, or is 0. Exact where the factors are
   * powers of 2, except for overflow and underflow.
   */
  pack64(
    to: Pointer,
    from: Pointer,
    type: number,
    lead: number,
    transposed: boolean,
    k: number,
    m: number,
    width: number,
    scales: Pointer,
  ): void;

  /** As `pack64`, rounded to float32 after scaling. */
  pack32(
    to: Pointer,
    from: Pointer,
    type: number,
    lead: number,
    transposed: boolean,
    k: number,
    m: number,
    width: number,
    scales: Pointer,
  ): void;

  /** `C += Aᵀ B`: C is 4 × 4 float64 with rows `ldc` entries apart, A k × 4 and B k × 4 are strips of float64. */
  tile4x4(c: Pointer, ldc: number, a: Pointer, b: Pointer, k: number): void;

  /** As `tile4x4`, with C 6 × 4 and A k × 6. */
  tile6x4(c: Pointer, ldc: number, a: Pointer, b: Pointer, k: number): void;

  /** As `tile4x4`, with C 4 × 8 and B k × 8, the strips in float32: summed in float32, added to C in float64. */
  tile4x8(c: Pointer, ldc: number, a: Pointer, b: Pointer, k: number): void;

  /** As `tile4x8`, with C 6 × 8 and A k × 6. */
  tile6x8(c: Pointer, ldc: number, a: Pointer, b: Pointer, k: number): void;
}
