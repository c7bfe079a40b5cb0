import { bytesOf } from './entryType.ts';
import type { TensorEntry } from './tensorFile.ts';

/** The tensor with its first dimensions fixed: `index` has at most as many numbers as `shape`. Throws a RangeError beyond it. */
export function at(tensor: TensorEntry, index: readonly number[]): TensorEntry {
  const { shape, strides } = tensor;
  let first = 0;
  for (const [k, i] of index.entries()) {
    const n = shape[k];
    if (n === undefined || !Number.isInteger(i) || i < 0 || i >= n) {
      throw new RangeError(`index (${index.join(', ')}) is not within the shape (${shape.join(', ')})`);
    }
    first += i * (strides[k] as number);
  }
  return moved(tensor, first, shape.slice(index.length), strides.slice(index.length));
}

/** `count` of the tensor's rows (places along its first dimension) from `first` on, which it has. */
export function rowsOf(tensor: TensorEntry, first: number, count: number): TensorEntry {
  const { shape, strides } = tensor;
  return moved(tensor, first * (strides[0] ?? 0), [count, ...shape.slice(1)], strides);
}

/** The tensor with its last two dimensions exchanged; one of fewer dimensions is left as it is. */
export function transposed(tensor: TensorEntry): TensorEntry {
  return { ...tensor, shape: exchanged(tensor.shape), strides: exchanged(tensor.strides) };
}

function exchanged(counts: readonly number[]): readonly number[] {
  const [last, before, ...others] = [...counts].reverse();
  return last === undefined || before === undefined ? counts : [...others.reverse(), last, before];
}

/** The tensor as a matrix: a vector is one row, dimensions of length 1 in front are left out. Null where it is none. */
export function asMatrix(tensor: TensorEntry): TensorEntry | null {
  let { shape, strides } = tensor;
  while (shape.length > 2 && shape[0] === 1) {
    shape = shape.slice(1);
    strides = strides.slice(1);
  }
  if (shape.length === 1) return { ...tensor, shape: [1, ...shape], strides: [0, ...strides] };
  return shape.length === 2 ? { ...tensor, shape, strides } : null;
}

const moved = (
  tensor: TensorEntry,
  first: number,
  shape: readonly number[],
  strides: readonly number[],
): TensorEntry => ({ ...tensor, shape, strides, offset: tensor.offset + first * bytesOf(tensor.type) });
