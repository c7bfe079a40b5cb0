import { describe, expect, test } from 'vitest';
import type { ListedTensor } from '#core/engine/fileSchemas.ts';
import { elidable } from '#core/format/elide.ts';
import { searchTensors } from '#core/roles/search.ts';
import { orderText, shapeText, tensorName } from '#core/roles/words.ts';

const tensor = (
  name: string,
  shape: readonly number[],
  type: ListedTensor['type'] = 'f32',
): ListedTensor => ({
  name,
  shape,
  type,
  bytes: 0,
  order: 'rows',
  bigEndian: false,
});

const tensors = [
  tensor('h.0.mlp.c_proj.weight', [3072, 768]),
  tensor('h.0.mlp.c_proj.bias', [768], 'bf16'),
  tensor('h.10.attn.c_proj.weight', [768, 768]),
  tensor('', [30, 7680]),
];

describe('a search among tensors', () => {
  test.each([
    ['', [0, 1, 2, 3]],
    ['  ', [0, 1, 2, 3]],
    ['c_proj weight', [0, 2]],
    ['MLP', [0, 1]],
    ['bfloat16', [1]],
    ['bf16', [1]],
    ['768', [0, 1, 2]],
    ['3072x768', [0]],
    ['3072 × 768', [0]],
    ['array', [3]],
    ['nothing', []],
  ])('for %j', (text, places) => {
    expect(searchTensors(tensors, text)).toEqual(places);
  });

  test('of fifty thousand is done within a frame or two', () => {
    const many = Array.from({ length: 50_000 }, (_, i) =>
      tensor(`model.layers.${i}.mlp.down_proj.weight`, [8, 8]),
    );
    const began = performance.now();
    expect(searchTensors(many, 'layers.49999 8x8')).toEqual([49_999]);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('names for people', () => {
  test('a long one may be cut before its end, and loses no letter', () => {
    for (const name of [
      '',
      'a',
      'h.0.mlp.c_proj.weight',
      'model.language_model.layers.12.mlp.down_proj.weight',
      '𝒲'.repeat(40),
    ]) {
      const { head, tail } = elidable(name);
      expect(head + tail).toBe(name);
    }
    expect(elidable('model.language_model.layers.12.mlp.down_proj.weight').tail).toBe(
      'n_proj.weight'.padStart(14, 'w'),
    );
    expect(elidable('h.0.weight').tail).toBe('');
  });

  test('tensors without a name or dimensions have one, too', () => {
    expect([tensorName(''), shapeText([]), shapeText([3, 4])]).toEqual(['(the array)', 'number', '3 × 4']);
  });

  test('only an unusual order is said', () => {
    expect(orderText({ order: 'rows', bigEndian: false })).toBe('');
    expect(orderText({ order: 'view', bigEndian: true })).toBe('a view, big-endian');
  });
});
