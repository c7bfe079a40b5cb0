import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteSource, bytesSource } from '#core/files/byteSource.ts';
import { ParseError } from '#core/files/parseError.ts';
import { readTensors } from '#core/files/readTensors.ts';
import { sizeOf, type TensorFile } from '#core/files/tensorFile.ts';
import { fixture, npy, safetensors, sourceOf } from '#test/support/files.ts';

const read = (bytes: Uint8Array): TensorFile => readTensors(bytesSource('mine', bytes));

/** Why a file is refused: its code and message. */
function refusal(bytes: Uint8Array): { readonly code: string; readonly message: string } {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  throw new Error('The file was read.');
}

describe('a .npy file', () => {
  it.each([
    ['W_12x5_centred_C.npy', { shape: [12, 5], type: 'f32', strides: [5, 1], offset: 128 }],
    ['W_12x5_centred_F.npy', { shape: [12, 5], type: 'f32', strides: [1, 12], offset: 128 }],
    ['W_12x5_f16.npy', { shape: [12, 5], type: 'f16', strides: [5, 1], offset: 128 }],
  ])('%s is known by its header', (name, tensor) => {
    const file = readTensors(sourceOf(name));
    expect(file.format).toBe('npy');
    expect(file.tensors).toMatchObject([{ name: '', bigEndian: false, ...tensor }]);
  });

  it('may have any version, order of keys, byte order and number of dimensions', () => {
    expect(read(npy("{'shape': (), 'descr': '>f8', 'fortran_order': False}", 8)).tensors[0]).toMatchObject({
      shape: [],
      type: 'f64',
      bigEndian: true,
    });
    expect(read(npy("{'descr':'|b1','fortran_order':True,'shape':(3,)}\n", 3, 2)).tensors[0]).toMatchObject({
      shape: [3],
      type: 'bool',
      strides: [1],
    });
    expect(
      read(npy("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 0, 4), }  \n", 0, 3)).tensors[0],
    ).toMatchObject({ shape: [2, 0, 4] });
  });

  it.each([
    [
      'a claim of 32 GiB',
      "{'descr': '<f8', 'fortran_order': False, 'shape': (65536, 65536), }",
      4,
      'truncated',
    ],
    [
      'a shape beyond all numbers',
      `{'descr': '<f8', 'fortran_order': False, 'shape': (${'9'.repeat(30)},), }`,
      4,
      'truncated',
    ],
    [
      'more bytes than its shape',
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }",
      5,
      'inconsistent',
    ],
    ['objects', "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 8, 'unsupported'],
    ['records', "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", 4, 'malformed'],
    [
      'a key twice',
      "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }",
      4,
      'malformed',
    ],
    ['a further key', "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}", 4, 'malformed'],
    ['a missing key', "{'descr': '<f4', 'shape': (1,), }", 4, 'malformed'],
    [
      'code',
      "{'descr': __import__('os').system('ls'), 'fortran_order': False, 'shape': (1,)}",
      4,
      'malformed',
    ],
    ['more after its end', "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } 1", 4, 'malformed'],
    ['negative sizes', "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", 4, 'malformed'],
    ['a header without end', `{${' '.repeat(20_000)}`, 0, 'malformed'],
  ])('with %s is refused', (_, header, entries, code) => {
    const found = refusal(npy(header, entries));
    expect(found.code).toBe(code);
    expect(found.message).toMatch(/^mine: .+: .+\.$/s);
    expect(found.message.length).toBeLessThan(400);
  });

  it('cut short anywhere, or of a version to come, is refused', () => {
    const whole = fixture('W_12x5_centred_C.npy');
    for (let size = 0; size < whole.length; size++)
      expect(refusal(whole.slice(0, size)).code).toMatch(/truncated|unsupported/);
    expect(refusal(npy('{}', 0, 4)).code).toBe('unsupported');
  });
});

describe('a .safetensors file', () => {
  it('is known by its header', () => {
    expect(readTensors(sourceOf('gpt2_style_conv1d.safetensors')).tensors).toContainEqual(
      expect.objectContaining({
        name: 'h.0.mlp.c_proj.weight',
        shape: [12, 5],
        type: 'f32',
        strides: [5, 1],
      }),
    );
    expect(readTensors(sourceOf('llama_style_linear_bf16.safetensors')).tensors).toContainEqual(
      expect.objectContaining({ name: 'model.layers.0.mlp.down_proj.weight', shape: [5, 12], type: 'bf16' }),
    );
  });

  it('keeps what it says of itself, and names that objects have by nature', () => {
    const tensor = (at: number) => ({ dtype: 'U8', shape: [1], data_offsets: [at, at + 1] });
    const text = `{"__metadata__":{"format":"pt"},"__proto__":${JSON.stringify(tensor(0))},"constructor":${JSON.stringify(tensor(1))}}`;
    const { metadata, tensors } = read(safetensors(text, 2));
    expect([...metadata]).toEqual([['format', 'pt']]);
    expect(tensors.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });

  const tensor = (more: object) => ({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...more } });
  it.each([
    ['fractional sizes', tensor({ shape: [0.5] }), 8, 'malformed'],
    ['negative sizes', tensor({ shape: [-2] }), 8, 'malformed'],
    ['a shape beyond all numbers', tensor({ shape: [2 ** 40, 2 ** 40] }), 8, 'malformed'],
    ['a shape that lies', tensor({ shape: [3] }), 8, 'malformed'],
    ['a place that ends before it begins', tensor({ data_offsets: [8, 0] }), 8, 'malformed'],
    ['a place beyond the end', tensor({ data_offsets: [8, 16] }), 8, 'truncated'],
    [
      'a tensor twice',
      '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}',
      2,
      'malformed',
    ],
    ['broken JSON', '{"a":', 8, 'malformed'],
    [
      'bytes that two tensors share',
      {
        a: { dtype: 'U8', shape: [4], data_offsets: [0, 4] },
        b: { dtype: 'U8', shape: [4], data_offsets: [3, 7] },
      },
      7,
      'inconsistent',
    ],
  ])('with %s is refused', (_, header, entries, code) => {
    const found = refusal(safetensors(header, entries));
    expect(found.code).toBe(code);
    expect(found.message).toMatch(/^mine: .+: .+\.$/s);
  });

  it('with a tensor of a type that is not read names it, and reads the others', () => {
    const other = { dtype: 'U8', shape: [1], data_offsets: [8, 9] };
    for (const a of [{ dtype: 'F8_E4M3', shape: [8], data_offsets: [0, 8] }, { shape: [2] }, 7]) {
      const { tensors, refused } = read(safetensors({ a, b: other }, 9));
      expect(tensors.map(({ name }) => name)).toEqual(['b']);
      expect(refused).toEqual([{ name: 'a', why: expect.stringContaining('convert it to float32') }]);
    }
  });

  it('that claims a header of 10 GB, or is cut short anywhere, is refused before anything is allocated', () => {
    const whole = fixture('gpt2_style_conv1d.safetensors');
    const lying = whole.slice();
    new DataView(lying.buffer).setBigUint64(0, 10_000_000_000n, true);
    expect(refusal(lying).code).toBe('tooLarge');
    for (let size = 9; size < whole.length; size++)
      expect(refusal(whole.slice(0, size)).code).toBe('truncated');
  });
});

describe('any file', () => {
  it('that is a Git LFS pointer is named as such', () => {
    const pointer = new TextEncoder().encode(
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 5000000000\n',
    );
    expect(refusal(pointer).message).toContain('git lfs pull');
  });

  it('that is empty, or something else, is refused', () => {
    expect(refusal(new Uint8Array(0)).message).toContain('is empty');
    expect(refusal(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8)).code).toBe('unsupported');
    expect(refusal(Uint8Array.of(0x1f, 0x8b, 8, 0)).message).toContain('gzip');
  });

  it('is read by its header alone, however large it is', () => {
    const header = { a: { dtype: 'F32', shape: [1_000_000_000], data_offsets: [0, 4_000_000_000] } };
    const start = safetensors(header, 0);
    let read = 0;
    const source: ByteSource = {
      name: 'large',
      size: start.length + 4_000_000_000,
      read(to, offset, length) {
        read += length;
        to.set(start.subarray(offset, offset + length));
      },
    };
    expect(readTensors(source).tensors.map(sizeOf)).toEqual([4_000_000_000]);
    expect(read).toBeLessThan(3 * start.length + 1024);
  });

  it.each(['W_12x5_centred_C.npy', 'gpt2_style_conv1d.safetensors', 'llama_style_linear_bf16.safetensors'])(
    'that was tampered with gives tensors within it, or one sentence: %s',
    (name) => {
      const whole = fixture(name);
      const edits = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(edits, fc.nat(whole.length), fc.boolean(), (changes, cut, short) => {
          const bytes = whole.slice(0, short ? cut : whole.length);
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          try {
            for (const tensor of read(bytes).tensors) {
              expect(tensor.offset + sizeOf(tensor)).toBeLessThanOrEqual(tensor.data.size);
              expect(tensor.data.size).toBeLessThanOrEqual(8 * bytes.length);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(ParseError);
            expect((error as ParseError).message).toMatch(/^mine: .+\.$/s);
          }
        }),
        { numRuns: 500 },
      );
    },
  );
});
