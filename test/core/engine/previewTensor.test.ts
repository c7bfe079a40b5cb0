import { describe, expect, test } from 'vitest';
import { inspectFile } from '#core/engine/inspectFile.ts';
import { previewTensor } from '#core/engine/previewTensor.ts';
import { type ByteSource, bytesSource } from '#core/files/byteSource.ts';
import { ParseError } from '#core/files/parseError.ts';
import { fixture, npy, safetensors } from '#test/support/files.ts';

/** One file, and how many of its bytes were read. */
function watched(name: string, bytes: Uint8Array) {
  const source = bytesSource(name, bytes);
  const read = { bytes: 0 };
  const counted: ByteSource = {
    ...source,
    read(to, offset, length) {
      read.bytes += length;
      source.read(to, offset, length);
    },
  };
  return { files: { open: () => counted }, read };
}

/** An array of float64. */
function array(shape: readonly number[], numbers: readonly number[]): Uint8Array {
  const sizes = `(${shape.map((n) => `${n},`).join('')})`;
  const bytes = npy(`{'descr': '<f8', 'fortran_order': False, 'shape': ${sizes}, }`, numbers.length * 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (const [i, x] of numbers.entries()) view.setFloat64(bytes.length - 8 * (numbers.length - i), x, true);
  return bytes;
}

const part = (index: readonly number[] = [], transposed = false) => ({
  file: 'f',
  tensor: '',
  index: [...index],
  transposed,
});
const counted = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('a preview', () => {
  test('is the first corner, as it is read', () => {
    const { files } = watched('a.npy', array([2, 3], [1, 2, 3, 4, 5, 6]));
    expect(previewTensor(files, part())).toEqual({
      shape: [2, 3],
      corner: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      rowNorms: [expect.closeTo(Math.sqrt(14), 12), expect.closeTo(Math.sqrt(77), 12)],
      finite: true,
    });
    expect(previewTensor(files, part([], true)).corner).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(previewTensor(files, part([1])).corner).toEqual([[4, 5, 6]]);
  });

  test('of a stack is that of its first matrix; of a number that number', () => {
    const { files } = watched('a.npy', array([2, 2, 2], counted(8)));
    expect(previewTensor(files, part())).toMatchObject({
      shape: [2, 2, 2],
      corner: [
        [0, 1],
        [2, 3],
      ],
    });
    expect(previewTensor(files, part([1]))).toMatchObject({
      shape: [2, 2],
      corner: [
        [4, 5],
        [6, 7],
      ],
    });
    const one = watched('a.npy', array([], [7]));
    expect(previewTensor(one.files, part())).toMatchObject({ shape: [], corner: [[7]], rowNorms: [7] });
    const none = watched('a.npy', array([0, 3], []));
    expect(previewTensor(none.files, part())).toEqual({
      shape: [0, 3],
      corner: [],
      rowNorms: null,
      finite: true,
    });
  });

  test('tells what is not finite, and norms that do not overflow', () => {
    const { files } = watched(
      'a.npy',
      array([3, 2], [1e200, 1e200, Number.NaN, 1, 1, Number.NEGATIVE_INFINITY]),
    );
    const { corner, rowNorms, finite } = previewTensor(files, part());
    expect(corner).toEqual([
      [1e200, 1e200],
      [null, 1],
      [1, null],
    ]);
    expect(rowNorms).toEqual([expect.closeTo(Math.SQRT2 * 1e200, -190), null, null]);
    expect(finite).toBe(false);
  });

  test('reads no more of a large file than it shows', () => {
    const bytes = array([4000, 40], counted(160_000));
    const { files, read } = watched('a.npy', bytes);
    expect(previewTensor(files, part()).corner[7]?.[7]).toBe(287);
    expect(read.bytes).toBeLessThan(10_000);
  });

  test('leaves norms out where their rows lie across a large file', () => {
    const rows = 8_400;
    const bytes = array([rows, 512], []);
    const whole = new Uint8Array(bytes.length + rows * 512 * 8);
    whole.set(bytes);
    const { files, read } = watched('a.npy', whole);
    expect(previewTensor(files, part([], true))).toMatchObject({
      shape: [512, rows],
      rowNorms: null,
      finite: true,
    });
    expect(read.bytes).toBeLessThan(100_000);
  });

  test.each([[[2]], [[0, 0, 0]]])('of a part %j that is not there is refused in a sentence', (index) => {
    const { files } = watched('a.npy', array([2, 3], counted(6)));
    expect(() => previewTensor(files, part(index))).toThrow(ParseError);
    expect(() => previewTensor(files, part(index))).toThrow(/^a\.npy: /);
  });
});

describe('an inspection', () => {
  test('lists what the header says, and the file by its id', () => {
    const files = {
      open: () =>
        bytesSource('llama_style_linear_bf16.safetensors', fixture('llama_style_linear_bf16.safetensors')),
    };
    const { file, format, tensors } = inspectFile(files, 'upload:0/llama_style_linear_bf16.safetensors');
    expect(file.name).toBe('llama_style_linear_bf16.safetensors');
    expect(format).toBe('safetensors');
    expect(tensors.length).toBeGreaterThan(0);
    for (const { type, order } of tensors) expect([type, order]).toEqual(['bf16', 'rows']);
  });

  test('leaves out names that are too long to be asked for, and says so', () => {
    const name = 'x'.repeat(1001);
    const header = {
      [name]: { dtype: 'U8', shape: [1], data_offsets: [0, 1] },
      a: { dtype: 'U8', shape: [1], data_offsets: [1, 2] },
    };
    const { files } = watched('a.safetensors', safetensors(header, 2));
    const { tensors, refused } = inspectFile(files, 'a.safetensors');
    expect(tensors.map((tensor) => tensor.name)).toEqual(['a']);
    expect(refused).toEqual([{ name: name.slice(0, 1000), why: expect.stringContaining('shorter') }]);
  });
});
