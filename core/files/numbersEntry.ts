import { bytesSource } from './byteSource.ts';
import { rowMajor, type TensorEntry } from './tensorFile.ts';
import { writeNumbers } from './writeNpy.ts';

/** Numbers in memory, row by row, as a tensor of a file; `file` is its name, for messages. */
export function numbersEntry(
  file: string,
  name: string,
  shape: readonly number[],
  numbers: ArrayLike<number>,
): TensorEntry {
  const bytes = new Uint8Array(8 * numbers.length);
  writeNumbers(bytes, 0, numbers);
  const data = bytesSource(file, bytes);
  return { name, shape, type: 'f64', strides: rowMajor(shape), bigEndian: false, data, offset: 0 };
}
