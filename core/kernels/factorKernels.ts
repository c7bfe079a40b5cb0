import type { Pointer } from './types.ts';

/**
 * The loops of the factorisations and of the eigenvalues, all float64. `ld…` is the number of entries from
 * one row to the next. Of a symmetric or triangular matrix only the lower triangle is read or written.
 */
export interface FactorKernels {
  /**
   * `C -= A Bᵀ`: C is rows × columns, A rows × depth, B columns × depth, all row-major. Only entries with
   * `j ≤ i + last` are changed: `last = columns` is the whole, `last = 0` the lower triangle.
   */
  minusProduct(
    c: Pointer,
    ldc: number,
    a: Pointer,
    lda: number,
    b: Pointer,
    ldb: number,
    rows: number,
    columns: number,
    depth: number,
    last: number,
  ): void;

  /** Copies rows × columns entries. */
  copyRows(from: Pointer, ldf: number, to: Pointer, ldt: number, rows: number, columns: number): void;

  /** Writes the transpose of rows × columns entries at `to`. */
  transposeRows(from: Pointer, ldf: number, to: Pointer, ldt: number, rows: number, columns: number): void;

  /**
   * `A = L Lᵀ` in place for a small n × n block; how many columns were factored. It stops at a pivot that is
   * not above 0 and `cut · diagonal[i]`, and leaves that pivot, not its root, in its place.
   */
  choleskyBlock(a: Pointer, lda: number, n: number, diagonal: Pointer, cut: number): number;

  /** `B ← B L⁻ᵀ`: B is rows × n, L n × n lower triangular. */
  solveRight(b: Pointer, ldb: number, rows: number, l: Pointer, ldl: number, n: number): void;

  /** `x ← L⁻¹ x`. */
  solveLower(l: Pointer, ldl: number, x: Pointer, n: number): void;

  /** `x ← L⁻ᵀ x`. */
  solveUpper(l: Pointer, ldl: number, x: Pointer, n: number): void;

  /**
   * One column of a pivoted Cholesky factorisation. `panel` (n × width) holds `depth` columns of L that A does
   * not know of yet; the next one, for the pivot `diagonal[column]`, is written behind them. Subtracts its
   * squares from the rest of the diagonal, and returns where that is largest (at a NaN, if there is one; n past
   * the last).
   */
  pivotColumn(
    a: Pointer,
    lda: number,
    panel: Pointer,
    width: number,
    diagonal: Pointer,
    n: number,
    column: number,
    depth: number,
  ): number;

  /** Swaps rows and columns p < q of a symmetric matrix, in its lower triangle. */
  swapSymmetric(a: Pointer, lda: number, n: number, p: number, q: number): void;

  /**
   * Rows `from` (even) to `to` of `A ← A − u wᵀ − w uᵀ`, and `p ← p + A v` as far as these rows know A. Threads
   * may share a step by ranges of rows, each with a p of its own.
   */
  tridiagonalPass(
    a: Pointer,
    lda: number,
    from: number,
    to: number,
    u: Pointer,
    w: Pointer,
    v: Pointer,
    p: Pointer,
  ): void;

  /**
   * The same update for row i ≥ 1 alone, then the reflector `I − τ v vᵀ` that makes its first i − 1 entries
   * zero: writes v (i entries, the last one 1), leaves the subdiagonal entry in the row, returns τ.
   */
  tridiagonalReflector(row: Pointer, i: number, u: Pointer, w: Pointer, v: Pointer): number;

  /** `p ← τ p − (τ² pᵀv / 2) v` over n entries: the partner of v in the update to come. */
  tridiagonalPartner(p: Pointer, v: Pointer, tau: number, n: number): void;
}
