import { ExpressionError } from './error.ts';

/** What is wanted: one number, one row of numbers, or rows of numbers. */
export type Expect = 'scalar' | 'vector' | 'matrix';

/** Rows as what is wanted: a column becomes the row of a vector. Throws an `ExpressionError` where they cannot be it. */
export function shaped(rows: number[][], expect: Expect): number[][] {
  const height = rows.length;
  const width = rows[0]?.length ?? 0;
  if (expect === 'scalar' && height * width !== 1) {
    throw new ExpressionError(
      `Expected one number, got ${height === 1 ? `${width} numbers` : `a ${height} × ${width} matrix`}.`,
    );
  }
  if (expect !== 'vector' || height === 1) return rows;
  if (width === 1) return [rows.map(([x = 0]) => x)];
  throw new ExpressionError(`Expected a vector, got a ${height} × ${width} matrix.`);
}
