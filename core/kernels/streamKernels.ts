import type { Pointer } from './types.ts';

/**
 * The loops that pass once over a stored matrix: k rows of m entries of the type with this code (`dtype.ts`),
 * `lead` entries from one row to the next, the first at `from`. Vectors are float64 unless said otherwise. What
 * is summed over the rows is added to what is there, so that a matrix may come in pieces.
 */
export interface StreamKernels {
  /** `S += Rᵀ W`: R is k × count with rows `count` entries apart, S count × m row-major. */
  addTransposed(
    from: Pointer,
    type: number,
    lead: number,
    k: number,
    m: number,
    r: Pointer,
    s: Pointer,
    count: number,
  ): void;

  /** `r ← r − W z`, then `s += Wᵀ r`, each row read once; z and s have m entries, r has k. */
  residualPass(
    from: Pointer,
    type: number,
    lead: number,
    k: number,
    m: number,
    z: Pointer,
    r: Pointer,
    s: Pointer,
  ): void;

  /**
   * `s += Wᵀ W p` in float32, for p and s of m float32 entries; `‖W p‖²`. Sums over the rows are in float32 too:
   * the caller gives few rows (up to 256) at a time.
   */
  normalPass32(
    from: Pointer,
    type: number,
    lead: number,
    k: number,
    m: number,
    p: Pointer,
    s: Pointer,
  ): number;

  /**
   * `r ← r − W z`, every sum in double-double arithmetic and rounded once: the error of an entry is `u |r_i|` and a
   * small multiple of `m u² Σ_j |w_ij z_j|`. For magnitudes below 2^996.
   */
  residualDouble(
    from: Pointer,
    type: number,
    lead: number,
    k: number,
    m: number,
    z: Pointer,
    r: Pointer,
  ): void;

  /** `s + t += Wᵀ r` in double-double arithmetic, as accurate: s holds the high parts, t the low ones. */
  transposedDouble(
    from: Pointer,
    type: number,
    lead: number,
    k: number,
    m: number,
    r: Pointer,
    s: Pointer,
    t: Pointer,
  ): void;

  /**
   * For each column the largest magnitude, kept in `largest` where it exceeds what is there, and the sum of
   * squares, added to `squares`; the index `i m + j` of the first entry that is not finite, or −1.
   */
  columnStatistics(
    from: Pointer,
    type: number,
    lead: number,
    k: number,
    m: number,
    largest: Pointer,
    squares: Pointer,
  ): number;

  /**
   * For each of k pairs of rows b and s of d entries, `2 count + 1` numbers at `out`: b · x_j for the count rows
   * x_j of X (count × d), s · x_j, and ‖s − b‖².
   */
  pairDots(
    base: Pointer,
    source: Pointer,
    type: number,
    lead: number,
    k: number,
    d: number,
    x: Pointer,
    count: number,
    out: Pointer,
  ): void;

  /** Writes the transpose of rows × columns entries of `bytes` (8, 4 or 2) each; `ld…` in entries. */
  transposeStored(
    from: Pointer,
    ldf: number,
    to: Pointer,
    ldt: number,
    bytes: number,
    rows: number,
    columns: number,
  ): void;
}
