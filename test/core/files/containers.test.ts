import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type ByteSource, bytesSource } from '#core/files/byteSource.ts';
import { ParseError } from '#core/files/parseError.ts';
import { readPickle } from '#core/files/pickle.ts';
import { readNumbers } from '#core/files/readEntries.ts';
import { readTensors } from '#core/files/readTensors.ts';
import { sizeOf, type TensorFile } from '#core/files/tensorFile.ts';
import { fixture, sourceOf } from '#test/support/files.ts';

const read = (bytes: Uint8Array): TensorFile => readTensors(bytesSource('mine', bytes));

/** The numbers of a tensor of a fixture, row by row. */
function numbers(file: string, name: string): number[] {
  const tensor = readTensors(sourceOf(file)).tensors.find((entry) => entry.name === name);
  if (!tensor) throw new Error(`${file} has no tensor “${name}”`);
  return [...readNumbers(tensor)];
}

const W = numbers('W_12x5_centred_C.npy', '');
const v = numbers('v_12.npy', '');
const transposed = (rows: number, cols: number, x: readonly number[]): number[] =>
  Array.from({ length: rows * cols }, (_, i) => x[(i % cols) * rows + Math.floor(i / cols)] as number);

function refusal(bytes: Uint8Array): ParseError {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  throw new Error('The file was read.');
}

describe('the same matrix comes out of every container', () => {
  it.each([
    ['bundle.npz', 'W_out'],
    ['deflated.npz', 'W'],
    ['W_zip.pt', ''],
    ['W_legacy.pt', ''],
    ['parameter.pt', ''],
    ['view_f64.pt', ''],
    ['nested_state_dict.pt', 'model.h.0.mlp.c_proj.weight'],
    ['integer_keys_shared.pt', '9.w'],
    ['integer_keys_shared.pt', '9.again'],
    ['several_legacy.pt', 'a'],
    ['whole_module.pt', 'W'],
    ['evil.pt', 'W'],
    ['complex.pt', 'W'],
    ['numpy_protocol2.pkl', 'W'],
    ['numpy_protocol2.pkl', 'big'],
    ['numpy_protocol2.pkl', 'F'],
    ['numpy_protocol4.pkl', 'big'],
    ['numpy_protocol5.pkl', 'W'],
    ['numpy_protocol5.pkl', 'F'],
    ['plain.joblib', 'W'],
    ['plain.joblib', 'F'],
    ['compressed.joblib', 'W'],
  ])('%s, %s', (file, name) => {
    expect(numbers(file, name)).toEqual(W);
  });

  it('also a view, a part, the direction, and half precision', () => {
    expect(numbers('W_transposed_view.pt', '')).toEqual(transposed(5, 12, W));
    expect(numbers('integer_keys_shared.pt', '9.row')).toEqual(W.slice(15, 20));
    expect(numbers('several_legacy.pt', 'b')).toEqual(W.slice(10, 20));
    expect(numbers('several_legacy.pt', 'c')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(numbers('several_legacy.pt', 's')).toEqual([3.5]);
    for (const file of ['bundle.npz', 'deflated.npz', 'plain.joblib', 'compressed.joblib']) {
      expect(numbers(file, 'v')).toEqual(v);
    }
    for (const [file, name] of [
      ['W_bf16.pt', ''],
      ['integer_keys_shared.pt', '8'],
    ] as const) {
      for (const [i, x] of numbers(file, name).entries()) {
        expect(Math.abs(x - (W[i] ?? 0))).toBeLessThanOrEqual(2 ** -8 * Math.abs(W[i] ?? 0));
      }
    }
  });
});

describe('what a pickle may only build by running code', () => {
  it.each([
    ['evil.pt', 'evil', 'posix.system'],
    ['whole_module.pt', 'model', 'torch.nn.modules.linear.Linear'],
    ['complex.pt', 'z', 'torch.ComplexFloatStorage'],
  ])('is refused by its name, and the rest is read: %s', (file, name, what) => {
    const { refused, tensors } = readTensors(sourceOf(file));
    expect(refused).toEqual([{ name, why: expect.stringContaining(what) }]);
    expect(tensors.map((tensor) => tensor.name)).toContain('W');
  });

  it('refuses a file that holds nothing else', () => {
    // cos\nsystem\n(S'ls'\ntR. with a protocol in front
    const bytes = Uint8Array.from([0x80, 2, ...Buffer.from("cos\nsystem\n(S'ls'\ntR.")]);
    expect(refusal(bytes).message).toMatch(/^mine: .*os\.system.*\.$/);
  });
});

describe('a zip archive', () => {
  const npy = fixture('v_12.npy');
  const packed = (level: 0 | 9): Uint8Array => zipSync({ 'v.npy': npy }, { level });

  it('is read whether it is packed or not', () => {
    for (const level of [0, 9] as const) {
      const [tensor] = read(packed(level)).tensors;
      expect(tensor?.name).toBe('v');
      expect([...readNumbers(tensor as never)]).toEqual(v);
    }
  });

  it('that unpacks to more, or less, or something else than it claims is refused', () => {
    const bomb = zipSync({ 'v.npy': new Uint8Array(50_000_000) }, { level: 9 });
    expect(refusal(bomb).code).toBe('unsupported');
    const claims = (at: number, value: number): Uint8Array => {
      const bytes = packed(9);
      const view = new DataView(bytes.buffer);
      const central = bytes.findLastIndex(
        (_, i) => i + 4 <= bytes.length && view.getUint32(i, true) === 0x02014b50,
      );
      view.setUint32(central + at, value, true);
      return bytes;
    };
    const values = (bytes: Uint8Array) => () => read(bytes).tensors.map(readNumbers);
    expect(values(claims(24, 2 ** 31))).toThrow(/claims to unpack/);
    expect(values(claims(24, npy.length - 8))).toThrow(ParseError);
    expect(values(claims(16, 7))).toThrow(/damaged/);
    expect(values(claims(42, 3))).toThrow(ParseError);
    expect(values(claims(20, 2 ** 30))).toThrow(ParseError);
  });

  it('with nothing of use in it is refused', () => {
    expect(refusal(zipSync({ 'a.txt': new Uint8Array(3) })).message).toContain(
      'neither of numpy nor of torch',
    );
    expect(refusal(zipSync({ 'x/data.pkl': Uint8Array.from([0x80, 2, 0x4e, 0x2e]) })).message).toContain(
      'holds no tensor',
    );
    expect(
      refusal(zipSync({ 'x/constants.pkl': new Uint8Array(1), 'x/data.pkl': new Uint8Array(1) })).message,
    ).toContain('TorchScript');
  });

  it('is opened by its directory alone', () => {
    const whole = zipSync({ 'a.npy': npy, 'large.bin': new Uint8Array(4_000_000) }, { level: 0 });
    let bytes = 0;
    const source: ByteSource = {
      name: 'large',
      size: whole.length,
      read(to, offset, length) {
        bytes += length;
        to.set(whole.subarray(offset, offset + length));
      },
    };
    expect(readTensors(source).tensors).toHaveLength(1);
    expect(bytes).toBeLessThan(150_000);
  });
});

describe('a pickle', () => {
  const nothing = { call: () => undefined };
  const value = (bytes: readonly number[]) =>
    readPickle(bytesSource('mine', Uint8Array.from(bytes)), 0, nothing).value;

  it('gives plain data of every protocol', () => {
    expect(value([...Buffer.from('((I5\nF2.5\nI01\nVtext\nNtl.')])).toEqual({
      kind: 'list',
      items: [{ kind: 'tuple', items: [5, 2.5, true, 'text', null] }],
    });
    expect(value([0x80, 4, 0x8a, 2, 0xff, 0xff, 0x2e])).toBe(-1);
    expect(value([0x80, 4, 0x5d, 0x94, 0x68, 0, 0x61, 0x2e])).toMatchObject({ kind: 'list' });
  });

  it('that names itself, is nested deeply or doubles itself many times is walked within bounds', () => {
    const self = [0x80, 2, 0x5d, 0x71, 0, 0x68, 0, 0x61, 0x2e];
    expect(refusal(Uint8Array.from(self)).message).toContain('holds no tensor');
    const deep = [0x80, 2, ...new Array(200_000).fill(0x5d), ...new Array(199_999).fill(0x61), 0x2e];
    expect(refusal(Uint8Array.from(deep)).message).toContain('holds no tensor');
    const doubled = [0x80, 2, 0x5d];
    for (let i = 0; i < 200; i++) doubled.push(0x71, i, 0x5d, 0x68, i, 0x61, 0x68, i, 0x61);
    expect(refusal(Uint8Array.from([...doubled, 0x2e])).message).toContain('holds no tensor');
  });

  it('with a length that lies is refused before anything is allocated', () => {
    for (const opcode of [0x8e, 0x8d, 0x96]) {
      const lying = [0x80, 4, opcode, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0x2e];
      expect(refusal(Uint8Array.from(lying)).code).toBe('truncated');
    }
    expect(refusal(Uint8Array.from([0x80, 2, 0x8b, 0xff, 0xff, 0xff, 0x7f, 1])).code).toBe('truncated');
  });

  it('of random opcodes gives a sentence or a value', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const whole = Uint8Array.from([0x80, 2, ...bytes]);
        try {
          read(whole);
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError);
          expect((error as ParseError).message).toMatch(/^mine: .+\.$/s);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a file that was tampered with', () => {
  it.each([
    'bundle.npz',
    'deflated.npz',
    'W_zip.pt',
    'W_legacy.pt',
    'integer_keys_shared.pt',
    'several_legacy.pt',
    'numpy_protocol2.pkl',
    'numpy_protocol5.pkl',
    'plain.joblib',
    'compressed.joblib',
  ])('gives tensors within it, or one sentence: %s', (name) => {
    const whole = fixture(name);
    const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(edits, fc.nat(whole.length), fc.boolean(), (changes, cut, short) => {
        const bytes = whole.slice(0, short ? cut : whole.length);
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        try {
          for (const tensor of read(bytes).tensors) {
            expect(sizeOf(tensor)).toBeLessThanOrEqual(1032 * bytes.length + 4096);
            readNumbers(tensor);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError);
          expect((error as ParseError).message).toMatch(/^.+: .+\.$/s);
        }
      }),
      { numRuns: 400 },
    );
  });
});
