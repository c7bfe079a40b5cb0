import type { TensorRef } from '#core/document/tensorRef.ts';
import { bytesOf } from '#core/files/entryType.ts';
import { type Files, openTensor } from '#core/files/openTensors.ts';
import { readNumbers } from '#core/files/readEntries.ts';
import type { TensorEntry } from '#core/files/tensorFile.ts';
import { at } from '#core/files/view.ts';
import { CORNER, type Preview } from './fileSchemas.ts';

/** Norms are told where the rows span no more of the file than this, in bytes. */
const LONGEST_SPAN = 32 * 1024 * 1024;

/** The first entries of a part of a tensor, and the norms of its first rows. Reads no others. Throws a `ParseError`. */
export function previewTensor(files: Files, part: Omit<TensorRef, 'hash'>): Preview {
  const tensor = openTensor(files, { ...part, hash: null });
  const matrix = firstMatrix(tensor);
  if (!matrix) return { shape: tensor.shape, corner: [], rowNorms: null, finite: true };
  const [rows, cols] = matrix.shape as [number, number];
  const corner = rowsOf(cropped(matrix, Math.min(rows, CORNER), Math.min(cols, CORNER)));
  const top = cropped(matrix, Math.min(rows, CORNER), cols);
  const whole = spanOf(top) <= LONGEST_SPAN ? rowsOf(top) : null;
  return {
    shape: tensor.shape,
    corner: corner.map((row) => row.map(finite)),
    rowNorms: whole?.map((row) => finite(normOf(row))) ?? null,
    finite: (whole ?? corner).every((row) => row.every(Number.isFinite)),
  };
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

/** The Euclidean norm, without overflow. */
function normOf(row: readonly number[]): number {
  let largest = 0;
  for (const x of row) largest = Math.max(largest, Math.abs(x));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (const x of row) sum += (x / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** The first matrix of a stack; a vector is one row, a number one entry. Null where there are no entries. */
function firstMatrix(tensor: TensorEntry): TensorEntry | null {
  if (tensor.shape.includes(0)) return null;
  const { shape, strides } = at(tensor, new Array(Math.max(0, tensor.shape.length - 2)).fill(0));
  const missing = new Array<number>(2 - shape.length);
  return { ...tensor, shape: [...missing.fill(1), ...shape], strides: [...missing.fill(0), ...strides] };
}

const cropped = (matrix: TensorEntry, rows: number, cols: number): TensorEntry => ({
  ...matrix,
  shape: [rows, cols],
});

/** How many bytes of the file lie between the first and the last entry. */
function spanOf({ shape, strides, type }: TensorEntry): number {
  const reach = shape.reduce((sum, n, i) => sum + (n - 1) * (strides[i] as number), 0);
  return (reach + 1) * bytesOf(type);
}

function rowsOf(matrix: TensorEntry): number[][] {
  const [rows, cols] = matrix.shape as [number, number];
  const numbers = readNumbers(matrix);
  return Array.from({ length: rows }, (_, i) => Array.from(numbers.subarray(i * cols, (i + 1) * cols)));
}
