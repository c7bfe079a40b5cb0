import type { EntryType } from './entryType.ts';

/** A tensor of a file: what it is, and where its entries lie. */
export interface TensorEntry {
  /** Its name in the file; empty where the file holds just one, without a name. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: EntryType;
  /** Whether entries are stored column by column (Fortran) instead of row by row. */
  readonly columnMajor: boolean;
  readonly bigEndian: boolean;
  /** The first byte of its entries in the file, and how many bytes they take: they lie without gaps. */
  readonly offset: number;
  readonly bytes: number;
}

/** The formats of files with tensors. */
export type TensorFormat = 'npy' | 'safetensors';

/** What a file holds, by its header alone. */
export interface TensorFile {
  readonly format: TensorFormat;
  /** In the order of the file. */
  readonly tensors: readonly TensorEntry[];
  /** What the file says of itself, for people. */
  readonly metadata: ReadonlyMap<string, string>;
}
