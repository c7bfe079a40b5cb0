import type { TensorRef } from '#core/document/tensorRef.ts';
import type { ByteSource } from './byteSource.ts';
import { ParseError } from './parseError.ts';
import { readTensors } from './readTensors.ts';
import { called, type TensorEntry, type TensorFile } from './tensorFile.ts';
import { at, transposed } from './view.ts';

/** Where files are read from: whatever is opened here is closed by whoever lent this. */
export interface Files {
  /** The file's bytes. Throws a sentence for people where it cannot be opened. */
  open(file: string): ByteSource;
}

/** The tensors of a file. Throws a `ParseError`, or what opening the file throws. */
export const openTensors = (files: Files, file: string): TensorFile => readTensors(files.open(file));

/** The tensor, or part of one, that a reference names. Throws a `ParseError` where the file has none such. */
export function openTensor(files: Files, ref: TensorRef): TensorEntry {
  const source = files.open(ref.file);
  const { tensors } = openTensors(files, ref.file);
  const found = tensors.find(({ name }) => name === ref.tensor);
  if (!found) {
    const names = tensors.slice(0, 3).map(({ name }) => called(name));
    throw new ParseError(
      'inconsistent',
      source.name,
      called(ref.tensor),
      'is not in the file',
      names.length > 0
        ? `choose another: it holds ${names.join(', ')}${tensors.length > 3 ? ', …' : ''}`
        : 'choose another file',
    );
  }
  try {
    const part = at(found, ref.index);
    return ref.transposed ? transposed(part) : part;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ParseError(
      'inconsistent',
      source.name,
      called(ref.tensor),
      `has no part: ${error.message}`,
      'choose another part',
    );
  }
}
