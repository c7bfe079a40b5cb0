import type { ByteSource } from './byteSource.ts';
import { bytesOf, countOf, type EntryType } from './entryType.ts';
import { ParseError, quoted } from './parseError.ts';

/** A tensor of a file: what it is, and where its entries lie. A view of one is one too (`view.ts`). */
export interface TensorEntry {
  /** Its name in the file; nested keys are joined by `.`; empty where the file holds just one, without a name. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: EntryType;
  /** How many entries lie between neighbours along each dimension, as long as `shape`. */
  readonly strides: readonly number[];
  readonly bigEndian: boolean;
  /** What holds the entries, and the place of the first byte of the first one in it. */
  readonly data: ByteSource;
  readonly offset: number;
  /** What its numbers 0, 1, … stand for, where it is a column of words. */
  readonly classes?: readonly string[];
}

/** The formats of files with tensors. */
export type TensorFormat = 'npy' | 'npz' | 'safetensors' | 'torch' | 'joblib' | 'csv' | 'json';

/** What a file holds, by its header alone. */
export interface TensorFile {
  readonly format: TensorFormat;
  /** In the order of the file. */
  readonly tensors: readonly TensorEntry[];
  /** What could be a tensor and is not read: its name, and why as the end of a sentence. */
  readonly refused: readonly { readonly name: string; readonly why: string }[];
  /** What the file says of itself, for people. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** The strides of entries that lie row by row without gaps. */
export function rowMajor(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i] as number;
  }
  return strides;
}

/** The strides of entries that lie column by column (Fortran) without gaps. */
export const columnMajor = (shape: readonly number[]): number[] => rowMajor([...shape].reverse()).reverse();

/** How many bytes the entries take when they lie without gaps. */
export const sizeOf = ({ shape, type }: TensorEntry): number => (countOf(shape) ?? 0) * bytesOf(type);

/** A tensor for people: `tensor “h.0.weight”`, or `the array` where it has no name. */
export const called = (name: string): string => (name === '' ? 'the array' : `tensor ${quoted(name)}`);

/**
 * The tensor, once it is known that all of its entries lie within `data`. Throws a `ParseError` that names the file
 * where they do not, or where a dimension or stride is no count.
 */
export function checkedEntry(tensor: TensorEntry, file: string): TensorEntry {
  const { name, shape, strides, type, offset, data } = tensor;
  const counts = [...shape, ...strides, offset];
  const count = countOf(shape);
  if (
    strides.length !== shape.length ||
    count === null ||
    counts.some((n) => !Number.isSafeInteger(n) || n < 0)
  ) {
    throw new ParseError('malformed', file, called(name), 'has no valid shape', 'save the file again');
  }
  let last = 0;
  for (const [i, n] of shape.entries()) last += Math.max(0, n - 1) * (strides[i] as number);
  const end = count === 0 ? offset : offset + (last + 1) * bytesOf(type);
  if (!(end <= data.size)) {
    throw new ParseError(
      'truncated',
      file,
      called(name),
      `of shape (${shape.join(', ')}) lies beyond the end of the file`,
      'copy or save the file again',
    );
  }
  return tensor;
}
