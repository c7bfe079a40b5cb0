import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serialiseDocument } from '#core/document/serialise.ts';
import { bytesSource } from '#core/files/byteSource.ts';
import { findLayers } from '#core/files/layerFinder.ts';
import { type Files, openTensor, openTensors } from '#core/files/openTensors.ts';
import { ParseError } from '#core/files/parseError.ts';
import { readNumbers } from '#core/files/readEntries.ts';
import type { TensorFile } from '#core/files/tensorFile.ts';
import { safetensors } from '#test/support/files.ts';
import { documentOf } from '#test/support/instance.ts';

/** Files in memory, by their names. */
const among = (texts: Readonly<Record<string, string | Uint8Array>>): Files => ({
  open(file) {
    const text = texts[file];
    if (text === undefined) throw new Error(`there is no ${file}`);
    return bytesSource(file, typeof text === 'string' ? new TextEncoder().encode(text) : text);
  },
});

const read = (text: string): TensorFile => openTensors(among({ mine: text }), 'mine');
const numbers = ({ tensors }: TensorFile, name = ''): number[] => [
  ...readNumbers(tensors.find((tensor) => tensor.name === name) as never),
];

describe('a table', () => {
  it.each([
    ['commas', '1,2,3\n4,5,6\n'],
    ['tabs and Windows lines', '1\t2\t3\r\n4\t5\t6\r\n'],
    ['semicolons', '1;2;3\n4;5;6'],
    ['spaces', '1 2 3\n4 5 6\n'],
    ['a header, comments and blank lines', '# made by hand\na,b,c\n1,2,3\n\n4,5,6\n'],
    ['quotes and spaces', '"1", 2,"3"\n4,5 , 6\n'],
    ['a byte order mark', '\ufeff1,2,3\n4,5,6\n'],
  ])('with %s is read', (_, text) => {
    const file = read(text);
    expect(file.format).toBe('csv');
    expect(file.tensors[0]?.shape).toEqual([2, 3]);
    expect(numbers(file)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('keeps float64, and the names of its columns', () => {
    const file = read('x,y\n0.1,-1e-300\n');
    expect(numbers(file)).toEqual([0.1, -1e-300]);
    expect(file.metadata.get('columns')).toBe('["x","y"]');
  });

  it('numbers the classes of a column of words', () => {
    const file = read('kind,x\ncat,1\ndog,2\ncat,3\n');
    expect(numbers(file)).toEqual([1, 2, 3]);
    expect(numbers(file, 'labels:kind')).toEqual([0, 1, 0]);
    expect(file.metadata.get('labels:kind')).toBe('["cat","dog"]');
    expect(file.tensors.find(({ name }) => name === 'labels:kind')?.classes).toEqual(['cat', 'dog']);
  });

  it.each([
    ['a word among numbers', '1,2\n3,x\n', /row 2, column 2, holds “x”/],
    ['a word under a header', 'a,b\n1,2\n3,x\n', /row 3, column “b”, holds “x”/],
    ['an empty cell', '1,2\n3,\n', /row 2, column 2, is empty/],
    ['not a number', '1,2\n3,NaN\n', /row 2, column 2, holds “NaN”/],
    ['an infinity', '1,2\n3,1e999\n', /row 2, column 2/],
    ['a short row', '1,2\n3\n', /row 2 has 1 cells, the first one 2/],
    ['nothing', '# no rows\n', /holds no table/],
    [
      'words alone, too many to be classes',
      Array.from({ length: 1200 }, (_, i) => `word${i}`).join('\n'),
      /holds no numbers/,
    ],
  ])('with %s is refused by its place', (_, text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });
});

describe('a JSON file', () => {
  it('gives its rectangular lists by their keys', () => {
    const file = read(
      '{"a": [[1, 2], [3, 4]], "b": {"v": [5, 6]}, "n": 7, "s": "x", "ragged": [[1], [2, 3]]}',
    );
    expect(file.tensors.map(({ name, shape }) => [name, shape])).toEqual([
      ['a', [2, 2]],
      ['b.v', [2]],
    ]);
    expect(numbers(file, 'b.v')).toEqual([5, 6]);
    expect(file.refused.map(({ name }) => name)).toEqual(['ragged']);
    expect(numbers(read('[1, 2, 3]'))).toEqual([1, 2, 3]);
  });

  it('that is a session gives its tensors', () => {
    const file = read(serialiseDocument(documentOf()));
    expect(file.tensors.map(({ name }) => name).slice(0, 4)).toEqual(['W', 'V', 'base', 'source']);
  });

  it.each([
    ['broken', '{"a": [1,', /broken or cut short/],
    ['deep', '['.repeat(100), /nested more than/],
    ['without numbers', '{"a": "b"}', /no list of numbers/],
    ['with a key twice', '{"a": [1], "a": [2]}', /names “a” twice/],
  ])('that is %s is refused', (_, text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });
});

describe('a checkpoint in several files', () => {
  const shard = (name: string, at: number): Uint8Array => {
    const bytes = safetensors({ [name]: { dtype: 'U8', shape: [2], data_offsets: [0, 2] } }, 2);
    bytes[bytes.length - 1] = at;
    return bytes;
  };
  const index = (map: Record<string, string>): string => JSON.stringify({ metadata: {}, weight_map: map });
  const files = { 'm-1.safetensors': shard('a', 1), 'm-2.safetensors': shard('b', 2) };
  const opened = (map: Record<string, string>): TensorFile =>
    openTensors(among({ ...files, 'm.safetensors.index.json': index(map) }), 'm.safetensors.index.json');

  it('is read through its index', () => {
    const file = opened({ a: 'm-1.safetensors', b: 'm-2.safetensors' });
    expect(file.tensors.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(numbers(file, 'b')).toEqual([0, 2]);
  });

  it.each([
    [
      'a file that is not there',
      { a: 'm-3.safetensors' },
      /“m-3.safetensors” that the index names is not to be had/,
    ],
    ['a tensor that is not there', { c: 'm-1.safetensors' }, /tensor “c” is not in m-1/],
    ['another folder', { a: '../m-1.safetensors' }, /lies elsewhere/],
    ['a hidden file', { a: '.ssh' }, /lies elsewhere/],
  ])('that names %s is refused', (_, map, sentence) => {
    expect(() => opened(map as Record<string, string>)).toThrow(sentence);
  });
});

describe('a reference to a tensor', () => {
  const files = among({ 'x.json': '{"a": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]}' });
  const ref = { file: 'x.json', tensor: 'a', index: [1], transposed: true, hash: null };

  it('names a part of a stack, turned if asked', () => {
    expect([...readNumbers(openTensor(files, ref))]).toEqual([5, 7, 6, 8]);
  });

  it('to nothing is refused with what there is', () => {
    expect(() => openTensor(files, { ...ref, tensor: 'b' })).toThrow(
      /“b” is not in the file: choose another: it holds tensor “a”/,
    );
    expect(() => openTensor(files, { ...ref, index: [2] })).toThrow(/has no part/);
  });
});

describe('the layers of a model', () => {
  const find = (name: string, shape: number[], width?: number) =>
    findLayers([{ name, shape }, ...(width ? [{ name: 'wte.weight', shape: [50257, width] }] : [])])[0];

  it.each([
    ['h.3.mlp.c_proj.weight', [3072, 768], 768, 3, false],
    ['transformer.h.3.mlp.c_proj.weight', [768, 3072], 768, 3, true],
    ['gpt_neox.layers.5.mlp.dense_4h_to_h.weight', [512, 2048], undefined, 5, true],
    ['model.layers.11.mlp.down_proj.weight', [4096, 14336], undefined, 11, true],
    ['transformer.h.2.mlp.fc_out.weight', [4096, 16384], undefined, 2, true],
    ['model.decoder.layers.0.fc2.weight', [768, 3072], undefined, 0, true],
    ['blocks.8.mlp.W_out', [3072, 768], undefined, 8, false],
    ['h.0.mlp.c_proj.weight', [768, 768], 768, 0, null],
    ['h.1.mlp.c_proj.weight', [12, 5], undefined, 1, false],
  ])('%s is proposed', (name, shape, width, layer, transposed) => {
    expect(find(name, shape, width)).toMatchObject({ tensor: name, layer, transposed });
  });

  it('come in their order, and other tensors are not among them', () => {
    const names = [
      'h.10.mlp.c_proj.weight',
      'h.2.mlp.c_proj.weight',
      'h.2.mlp.c_fc.weight',
      'h.2.mlp.c_proj.bias',
    ];
    expect(findLayers(names.map((name) => ({ name, shape: [8, 2] }))).map(({ layer }) => layer)).toEqual([
      2, 10,
    ]);
  });
});

describe('a text that was tampered with', () => {
  it.each([
    ['a table', 'kind,x\ncat,1.5\ndog,2e3\n'],
    ['JSON', '{"a": [[1, 2], [3, 4]], "b": {"v": [5, 6]}}'],
    ['an index', '{"weight_map": {"a": "m-1.safetensors"}}'],
  ])('gives numbers or one sentence: %s', (_, whole) => {
    const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 9, max: 255 })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(edits, fc.nat(whole.length), (changes, cut) => {
        const bytes = new TextEncoder().encode(whole).slice(0, cut + 1);
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        try {
          for (const tensor of openTensors(among({ mine: bytes }), 'mine').tensors) readNumbers(tensor);
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError);
          expect((error as ParseError).message).toMatch(/^mine: .+\.$/s);
        }
      }),
      { numRuns: 500 },
    );
  });
});
