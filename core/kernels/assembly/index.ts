export { dot } from './dot';
export { pack32, pack64, widen } from './pack';
export { tile4x4, tile4x8, tile6x4, tile6x8 } from './tile';
export { choleskyBlock } from './cholesky';
export { minusProduct, minusTile } from './minusProduct';
export { pivotColumn, swapSymmetric } from './pivotedCholesky';
export { copyRows, transposeRows } from './rows';
export { addMultiple, solveLower, solveRight, solveUpper } from './solve';
export { tridiagonalPartner, tridiagonalPass, tridiagonalReflector } from './tridiagonal';
