import type { FactorKernels } from '../factorKernels.ts';
import type { Pointer } from '../types.ts';
import { choleskyBlock } from './cholesky.ts';
import { minusProduct } from './minusProduct.ts';
import { pivotColumn, swapSymmetric } from './pivotedCholesky.ts';
import { copyRows, transposeRows } from './rows.ts';
import { solveLower, solveRight, solveUpper } from './solve.ts';
import { tridiagonalPartner, tridiagonalPass, tridiagonalReflector } from './tridiagonal.ts';

/** The kernels of the factorisations in plain TypeScript. */
export function factorKernels(memory: WebAssembly.Memory): FactorKernels {
  const f64 = (at: Pointer, n: number): Float64Array => new Float64Array(memory.buffer, at, n);
  const rowsAt = (at: Pointer, ld: number, rows: number, columns: number): Float64Array =>
    f64(at, rows > 0 ? (rows - 1) * ld + columns : 0);
  return {
    minusProduct: (c, ldc, a, lda, b, ldb, rows, columns, depth, last) =>
      minusProduct(
        rowsAt(c, ldc, rows, columns),
        ldc,
        rowsAt(a, lda, rows, depth),
        lda,
        rowsAt(b, ldb, columns, depth),
        ldb,
        rows,
        columns,
        depth,
        last,
      ),
    copyRows: (from, ldf, to, ldt, rows, n) =>
      copyRows(rowsAt(from, ldf, rows, n), ldf, rowsAt(to, ldt, rows, n), ldt, rows, n),
    transposeRows: (from, ldf, to, ldt, rows, n) =>
      transposeRows(rowsAt(from, ldf, rows, n), ldf, rowsAt(to, ldt, n, rows), ldt, rows, n),
    choleskyBlock: (a, lda, n, diagonal, cut) =>
      choleskyBlock(rowsAt(a, lda, n, n), lda, n, f64(diagonal, n), cut),
    solveRight: (b, ldb, rows, l, ldl, n) =>
      solveRight(rowsAt(b, ldb, rows, n), ldb, rows, rowsAt(l, ldl, n, n), ldl, n),
    solveLower: (l, ldl, x, n) => solveLower(rowsAt(l, ldl, n, n), ldl, f64(x, n), n),
    solveUpper: (l, ldl, x, n) => solveUpper(rowsAt(l, ldl, n, n), ldl, f64(x, n), n),
    pivotColumn: (a, lda, panel, width, diagonal, n, column, depth) =>
      pivotColumn(
        rowsAt(a, lda, n, n),
        lda,
        f64(panel, n * width),
        width,
        f64(diagonal, n),
        n,
        column,
        depth,
      ),
    swapSymmetric: (a, lda, n, p, q) => swapSymmetric(rowsAt(a, lda, n, n), lda, n, p, q),
    tridiagonalPass: (a, lda, from, to, u, w, v, p) =>
      tridiagonalPass(rowsAt(a, lda, to, to), lda, from, to, f64(u, to), f64(w, to), f64(v, to), f64(p, to)),
    tridiagonalReflector: (row, i, u, w, v) =>
      tridiagonalReflector(f64(row, i + 1), i, f64(u, i + 1), f64(w, i + 1), f64(v, i)),
    tridiagonalPartner: (p, v, tau, n) => tridiagonalPartner(f64(p, n), f64(v, n), tau, n),
  };
}
