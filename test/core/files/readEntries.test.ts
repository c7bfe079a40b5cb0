import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '#core/files/byteSource.ts';
import { readNumbers } from '#core/files/readEntries.ts';
import { readTensors } from '#core/files/readTensors.ts';
import { checkedEntry, rowMajor, type TensorEntry } from '#core/files/tensorFile.ts';
import { asMatrix, at, rowsOf, transposed } from '#core/files/view.ts';
import { sourceOf } from '#test/support/files.ts';

/** The numbers 0, 1, … as float64 in this shape. */
function counting(shape: readonly number[], bigEndian = false): TensorEntry {
  const n = shape.reduce((product, size) => product * size, 1);
  const bytes = new Uint8Array(8 * n);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < n; i++) view.setFloat64(8 * i, i, !bigEndian);
  return {
    name: '',
    shape,
    type: 'f64',
    strides: rowMajor(shape),
    bigEndian,
    data: bytesSource('mine', bytes),
    offset: 0,
  };
}

const only = (name: string): TensorEntry => readTensors(sourceOf(name)).tensors[0] as TensorEntry;

/** The entry at an index, by the definition of strides. */
const entryAt = ({ strides }: TensorEntry, index: readonly number[]): number =>
  index.reduce((sum, i, k) => sum + i * (strides[k] as number), 0);

function* indices([n, ...rest]: readonly number[]): Generator<number[]> {
  if (n === undefined) yield [];
  else for (let i = 0; i < n; i++) for (const tail of indices(rest)) yield [i, ...tail];
}

describe('the entries of a tensor', () => {
  it('are the same in C and in Fortran order', () => {
    const [C, F] = ['W_12x5_centred_C.npy', 'W_12x5_centred_F.npy'].map((name) => readNumbers(only(name)));
    expect(F).toEqual(C);
  });

  it('are those of each number format', () => {
    const half = readNumbers(only('W_12x5_f16.npy'));
    for (const [i, x] of readNumbers(only('W_12x5_centred_C.npy')).entries()) {
      expect(Math.abs((half[i] as number) - x)).toBeLessThanOrEqual(2 ** -11 * Math.abs(x));
    }
  });

  it('are turned round where they are big-endian', () => {
    expect(readNumbers(counting([2, 3], true))).toEqual(readNumbers(counting([2, 3])));
  });

  it('of a view stand where its strides say, whatever their order', () => {
    const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, seed) => {
        const whole = counting(shape);
        const order = [...shape.keys()].sort(
          (a, b) => (((a + 1) * 7919 * (seed + 1)) % 101) - (((b + 1) * 7919 * (seed + 1)) % 101),
        );
        const view = {
          ...whole,
          shape: order.map((k) => shape[k] as number),
          strides: order.map((k) => whole.strides[k] as number),
        };
        expect([...readNumbers(view)]).toEqual([...indices(view.shape)].map((index) => entryAt(view, index)));
      }),
    );
  });

  it('of a view that is larger than what is read at a time are the same', () => {
    const wide = counting([1300, 1300]);
    const turned = readNumbers(transposed(wide));
    expect([turned[1], turned[1300], turned[1299 * 1300 + 3]]).toEqual([1300, 1, 3 * 1300 + 1299]);
    const sparse = { ...wide, shape: [2, 3], strides: [1298 * 1300, 650] };
    expect([...readNumbers(sparse)]).toEqual([0, 650, 1300, 1298 * 1300, 1298 * 1300 + 650, 1299 * 1300]);
  });
});

describe('a view', () => {
  it('fixes leading dimensions, takes rows, or exchanges the last two', () => {
    const stack = counting([2, 3, 4]);
    expect([...readNumbers(at(stack, [1, 2]))]).toEqual([20, 21, 22, 23]);
    expect([...readNumbers(rowsOf(stack, 1, 1))].slice(0, 2)).toEqual([12, 13]);
    expect([...readNumbers(at(transposed(stack), [1, 1]))]).toEqual([13, 17, 21]);
    expect(() => at(stack, [2])).toThrow(RangeError);
  });

  it('makes a matrix of a vector and of a stack of one, and of nothing else', () => {
    expect(asMatrix(counting([5]))?.shape).toEqual([1, 5]);
    expect(asMatrix(counting([1, 1, 2, 3]))?.shape).toEqual([2, 3]);
    expect(asMatrix(counting([2, 2, 3]))).toBeNull();
    expect(asMatrix(counting([]))).toBeNull();
  });
});

describe('a tensor that lies beyond its file', () => {
  it('is refused', () => {
    const fine = counting([2, 3]);
    expect(checkedEntry(fine, 'mine')).toBe(fine);
    for (const wrong of [
      { offset: 1 },
      { strides: [3, 2] },
      { strides: [3] },
      { shape: [2, -3] },
      { shape: [2 ** 30, 2 ** 30] },
    ]) {
      expect(() => checkedEntry({ ...fine, ...wrong }, 'mine')).toThrow(/^mine: .+\.$/);
    }
  });
});
