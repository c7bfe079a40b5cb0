/** A dense float64 matrix, row-major: entry (i, j) is `data[i * cols + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/** Rows of equal length, as the document stores a matrix. */
export type NestedRows = readonly (readonly number[])[];

/** The matrix with these rows. Throws a RangeError where they are of different lengths. */
export function fromRows(rows: NestedRows): Matrix {
  const cols = rows[0]?.length ?? 0;
  const data = new Float64Array(rows.length * cols);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as readonly number[];
    if (row.length !== cols) throw new RangeError(`row ${i} has ${row.length} entries, expected ${cols}`);
    for (let j = 0; j < cols; j++) data[i * cols + j] = row[j] as number;
  }
  return { rows: rows.length, cols, data };
}

/** The rows of a matrix as plain arrays. */
export function toRows(A: Matrix): number[][] {
  return Array.from({ length: A.rows }, (_, i) => rowOf(A, i));
}

/** Row `i` as a plain array, length `cols`. */
export function rowOf(A: Matrix, i: number): number[] {
  const row = zeros(A.cols);
  for (let j = 0; j < A.cols; j++) row[j] = A.data[i * A.cols + j] as number;
  return row;
}

/** `Aᵀ`, cols × rows. */
export function transpose(A: Matrix): Matrix {
  const { rows, cols, data } = A;
  const out = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) out[j * rows + i] = data[i * cols + j] as number;
  }
  return { rows: cols, cols: rows, data: out };
}

/** The n × n identity. */
export function identity(n: number): Matrix {
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return { rows: n, cols: n, data };
}

/** The largest magnitude of an entry; 0 for a matrix without entries. */
export function largestEntry(A: Matrix): number {
  let largest = 0;
  for (let i = 0; i < A.data.length; i++) {
    const x = Math.abs(A.data[i] as number);
    if (x > largest) largest = x;
  }
  return largest;
}

/** True where `A` has exactly these rows, entry by entry. */
export function hasRows(A: Matrix, rows: NestedRows): boolean {
  if (A.rows !== rows.length) return false;
  for (let i = 0; i < A.rows; i++) {
    const row = rows[i] as readonly number[];
    if (row.length !== A.cols) return false;
    for (let j = 0; j < A.cols; j++) if (A.data[i * A.cols + j] !== row[j]) return false;
  }
  return true;
}

/** A plain array of `n` zeros. */
export const zeros = (n: number): number[] => new Array<number>(n).fill(0);

/** The matrix with these columns, all of the same length. */
export function fromColumns(columns: readonly Float64Array[]): Matrix {
  const rows = columns[0]?.length ?? 0;
  const cols = columns.length;
  const data = new Float64Array(rows * cols);
  for (const [j, column] of columns.entries()) {
    for (let i = 0; i < rows; i++) data[i * cols + j] = column[i] as number;
  }
  return { rows, cols, data };
}
