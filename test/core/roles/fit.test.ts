import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedTensor } from '#core/engine/fileSchemas.ts';
import { atIndex, atRow, fillWell, oriented, turned } from '#core/roles/fill.ts';
import { hindrance, problemsOf, summary } from '#core/roles/fit.ts';
import {
  layerOf,
  matrixShape,
  NO_WELLS,
  ROLES,
  type Role,
  shapeOf,
  titleOf,
  type Wells,
} from '#core/roles/wells.ts';
import { fillingShape } from '#core/roles/words.ts';

const file = { id: 'models/gpt2.safetensors', name: 'gpt2.safetensors' };

const tensorOf = (
  shape: readonly number[],
  name = 'a',
  type: ListedTensor['type'] = 'f32',
): ListedTensor => ({
  name,
  shape,
  type,
  bytes: 0,
  order: 'rows',
  bigEndian: false,
});

/** Wells filled one after the other with tensors of these shapes, as a user does. */
function filled(shapes: Partial<Record<Role, readonly number[]>>, order: readonly Role[] = ROLES): Wells {
  let wells = NO_WELLS;
  for (const role of order) {
    const shape = shapes[role];
    if (shape) wells = fillWell(wells, role, { file, tensor: tensorOf(shape, role) });
  }
  return wells;
}

const sentences = (wells: Wells): string[] => problemsOf(wells).map(({ text }) => text);

describe('a tensor in a well', () => {
  test('is read as it is stored, with its shape named', () => {
    const { W, V } = filled({ W: [3072, 768], V: [3072] });
    expect(W && fillingShape('W', W)).toBe('d × m = 3072 × 768');
    expect(V && fillingShape('V', V)).toBe('d = 3072');
  });

  test('of a stack is its first part, and another can be taken', () => {
    const wells = filled({ W: [12, 3072, 768] });
    expect(wells.W?.index).toEqual([0]);
    const next = atIndex(wells, 'W', 0, 7);
    expect(layerOf({ ...next, V: next.W })?.W).toMatchObject({ ref: { index: [7], transposed: false } });
    expect(titleOf(next)).toBe('W [7]');
  });

  test('may be one row of a matrix, and all of its rows again', () => {
    const wells = filled({ W: [6, 2], V: [4, 6] });
    const one = atRow(wells, 'V', 2);
    expect(one.V?.index).toEqual([2]);
    expect(one.V && matrixShape(one.V)).toEqual([1, 6]);
    expect(atRow(one, 'V', null)).toEqual(wells);
  });

  test('is turned so that it fits what is there, where only that fits', () => {
    expect(filled({ V: [6], W: [2, 6] }, ['V', 'W']).W?.transposed).toBe(true);
    expect(filled({ V: [6], W: [6, 2] }, ['V', 'W']).W?.transposed).toBe(false);
    expect(filled({ V: [6], W: [6, 6] }, ['V', 'W']).W?.transposed).toBe(false);
    expect(filled({ W: [6, 2], V: [6, 1] }).V?.transposed).toBe(true);
    expect(filled({ W: [6, 2], base: [6, 9] }).base?.transposed).toBe(true);
  });

  test('is turned as the finder of layers says', () => {
    const proposal = { tensor: 'W', layer: 0, transposed: true, family: 'Llama', why: 'it is' };
    const { W } = fillWell(NO_WELLS, 'W', { file, tensor: tensorOf([768, 3072]), proposal });
    expect(W && fillingShape('W', W)).toBe('d × m = 3072 × 768');
    const asks = { ...proposal, transposed: null };
    expect(fillWell(NO_WELLS, 'W', { file, tensor: tensorOf([8, 8]), proposal: asks }).W?.transposed).toBe(
      false,
    );
  });

  test('of labels is what varies last', () => {
    expect(filled({ labels: [9, 1] }).labels?.index).toEqual([]);
    expect(filled({ labels: [2, 9] }).labels?.index).toEqual([0]);
  });

  test('turned twice is as it was', () => {
    const wells = filled({ W: [3, 4] });
    expect(turned(turned(wells, 'W'), 'W')).toEqual(wells);
    expect(shapeOf(turned(wells, 'W').W as NonNullable<Wells['W']>)).toEqual([4, 3]);
  });

  test('that is a square layer waits until the user says which way round it is', () => {
    const wells = filled({ W: [6, 6], V: [6] });
    expect(problemsOf(wells)).toMatchObject([{ role: 'W', waits: true, mend: null }]);
    expect(hindrance(wells)).toBe('A choice is still open.');
    for (const transposed of [false, true]) {
      const told = oriented(wells, 'W', transposed);
      expect(told.W?.transposed).toBe(transposed);
      expect(hindrance(told)).toBeNull();
    }
  });

  test('that was turned to fit others is turned back when others take their place', () => {
    const before = filled({ V: [2], W: [6, 2] }, ['V', 'W']);
    expect(before.W?.transposed).toBe(true);
    const after = fillWell(before, 'V', { file, tensor: tensorOf([6]) });
    expect([after.W?.transposed, hindrance(after)]).toEqual([false, null]);
    // What the user chose stays.
    const chosen = fillWell(oriented(before, 'W', true), 'V', { file, tensor: tensorOf([6]) });
    expect(chosen.W?.transposed).toBe(true);
  });
});

describe('wells that fit', () => {
  test('are a layer and a direction, with a pair or without', () => {
    const wells = filled({ W: [6, 2], V: [6] });
    expect(hindrance(wells)).toBeNull();
    expect(summary(wells)).toBe('d = 6, m = 2, one direction, no pairs: b = 0 and s = v stand in');
    const whole = filled({ W: [6, 2], V: [2, 6], base: [9, 6], source: [9, 6], labels: [9] });
    expect(hindrance(whole)).toBeNull();
    expect(summary(whole)).toBe('d = 6, m = 2, k = 2 directions, 9 pairs');
  });

  test('become the layer that the engine opens, its references without paths or hashes', () => {
    const layer = layerOf(filled({ W: [6, 2], V: [6], base: [1, 6], source: [6] }));
    const ref = (tensor: string) => ({ file: file.id, tensor, index: [], transposed: false, hash: null });
    expect(layer).toEqual({
      W: { kind: 'file', name: file.name, ref: ref('W') },
      V: { kind: 'file', name: file.name, ref: ref('V') },
      base: { kind: 'file', name: file.name, ref: ref('base') },
      source: { kind: 'file', name: file.name, ref: ref('source') },
      labels: null,
    });
  });

  test('are none while the layer or the direction is missing', () => {
    expect(hindrance(NO_WELLS)).toBe('Give the layer W and the direction V.');
    expect(hindrance(filled({ W: [2, 2] }))).toBe('Give the direction V.');
    expect(hindrance(filled({ V: [2] }))).toBe('Give the layer W.');
    expect(layerOf(filled({ W: [2, 2] }))).toBeNull();
  });
});

describe('wells that do not fit say which two disagree, and what mends it', () => {
  const CASES: readonly (readonly [Partial<Record<Role, readonly number[]>>, Role, string, string | null])[] =
    [
      [
        { W: [3072, 768], V: [768] },
        'V',
        'V has 768 entries and W has 3072 rows: switch W’s orientation.',
        'Switch W',
      ],
      [
        { W: [6, 2], V: [5] },
        'V',
        'V has 5 entries and W has 6 rows: choose tensors of the same layer.',
        null,
      ],
      [
        { W: [6, 2], V: [9, 6] },
        'V',
        'V has 9 rows, more directions than the 6 dimensions: choose one of them.',
        'Take row 1',
      ],
      [{ W: [0, 2] }, 'W', 'W has no entries: choose another tensor.', null],
      [{ W: [] }, 'W', 'W is a single number: choose a matrix or a vector.', null],
      [{ W: [70000, 2] }, 'W', 'W has 70000 × 2 entries, which is too many: choose a smaller tensor.', null],
      [
        { W: [6, 2], V: [6], base: [4, 6] },
        'base',
        'The base needs the source beside it: give both, or neither.',
        'Leave the base out',
      ],
      [
        { W: [6, 2], V: [6], source: [4, 6] },
        'source',
        'The source needs the base beside it: give both, or neither.',
        'Leave the source out',
      ],
      [
        { W: [6, 2], V: [6], base: [4, 6], source: [1, 6] },
        'source',
        'The source has 1 row and the base 4 rows: choose tensors of the same pairs.',
        null,
      ],
      [
        { W: [6, 2], V: [6], base: [4, 2], source: [4, 6] },
        'base',
        'The base has 2 entries per row and W has 6 rows: switch W’s orientation.',
        'Switch W',
      ],
      [
        { W: [6, 2], V: [6], labels: [4] },
        'labels',
        'Labels belong to pairs: give the base and the source too.',
        'Leave the labels out',
      ],
      [
        { W: [6, 2], V: [6], base: [4, 6], source: [4, 6], labels: [5] },
        'labels',
        'There are 5 labels and 4 pairs: choose labels of the same pairs.',
        'Leave the labels out',
      ],
    ];

  test.each(CASES)('%j', (shapes, role, text, mend) => {
    const found = problemsOf(filled(shapes)).find((problem) => problem.role === role);
    expect([found?.text, found?.mend?.label ?? null]).toEqual([text, mend]);
    expect(hindrance(filled({ V: [6], ...shapes }))).not.toBeNull();
  });

  test('of too many directions across the columns none can be taken alone', () => {
    const across = filled({ W: [2, 6], V: [2, 9] });
    expect(across.V?.transposed).toBe(true);
    expect(problemsOf(across)[0]).toMatchObject({
      text: 'V has 9 rows, more directions than the 2 dimensions: choose another tensor.',
      mend: null,
    });
  });

  test('a direction across the columns is switched', () => {
    const wells = turned(filled({ W: [6, 2], V: [6, 3] }), 'V');
    const [problem] = problemsOf(wells);
    expect([problem?.text, problem?.mend?.label]).toEqual([
      'V has 3 entries per row and W has 6 rows: switch V’s orientation.',
      'Switch V',
    ]);
    expect(problem?.mend && hindrance(problem.mend.wells)).toBeNull();
  });
});

test('a mend takes its sentence away, whatever the shapes', () => {
  const size = fc.integer({ min: 1, max: 4 });
  const shape = fc.oneof(fc.tuple(size), fc.tuple(size, size), fc.tuple(size, size, size));
  const shapes = fc.record(
    { W: shape, V: shape, base: shape, source: shape, labels: shape },
    { requiredKeys: [] },
  );
  let mended = 0;
  fc.assert(
    fc.property(shapes, fc.shuffledSubarray([...ROLES], { minLength: 5 }), (given, order) => {
      const wells = filled(given, order);
      for (const { text, role, mend } of problemsOf(wells)) {
        expect(text).toMatch(/^[A-Z].*: .*\.$/);
        if (!mend) continue;
        mended += 1;
        expect(
          problemsOf(mend.wells)
            .filter((other) => other.role === role)
            .map((other) => other.text),
        ).not.toContain(text);
      }
    }),
    { numRuns: 2000 },
  );
  expect(mended).toBeGreaterThan(100);
});

test('nothing is said of wells that are empty', () => {
  expect(sentences(NO_WELLS)).toEqual([]);
  expect(summary(NO_WELLS)).toBe('');
});
