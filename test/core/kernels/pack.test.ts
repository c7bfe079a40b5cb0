import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Arena } from '#core/kernels/arena.ts';
import { FORMATS, type StoredType } from '#core/kernels/dtype.ts';
import type { Pointer } from '#core/kernels/types.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { randomSource } from '#test/support/random.ts';

const types = Object.keys(FORMATS) as StoredType[];

/** The entries of a packed panel, both numbers of bits alike. */
const single = (arena: Arena, at: Pointer, n: number): Float32Array =>
  new Float32Array(arena.memory.buffer, at, n);

/** Random bit patterns: every kind of number, infinities and NaN among them. */
function storedEntries(arena: Arena, type: StoredType, n: number, seed: number): Pointer {
  const next = randomSource(seed);
  const at = arena.take(n * FORMATS[type].bytes);
  const bytes = new Uint8Array(arena.memory.buffer, at, n * FORMATS[type].bytes);
  for (let i = 0; i < bytes.length; i++) bytes[i] = next() * 256;
  return at;
}

const shapes = fc.record({
  type: fc.constantFrom(...types),
  transposed: fc.boolean(),
  k: fc.integer({ min: 0, max: 19 }),
  m: fc.integer({ min: 0, max: 27 }),
  spare: fc.integer({ min: 0, max: 3 }),
  width: fc.constantFrom(4, 6, 8),
  scaled: fc.boolean(),
  seed: fc.integer(),
});

describe.each(builds)('the %s build', (name) => {
  const { arena, kernels, twin } = kernelsAndTwin(name);

  test.each(['f16', 'bf16'] as const)('widens every %s as its twin does', (type) => {
    arena.scope(() => {
      const n = 2 ** 16;
      const from = arena.take(2 * n);
      new Uint16Array(arena.memory.buffer, from, n).forEach((_, i, bits) => {
        bits[i] = i;
      });
      const [to, expected] = [arena.take(8 * n), arena.take(8 * n)];
      kernels.widen(to, from, FORMATS[type].code, n);
      twin.widen(expected, from, FORMATS[type].code, n);
      expect(arena.f64(to, n)).toEqual(arena.f64(expected, n));
    });
  });

  test('widens every type as its twin does, at every length, and writes nothing beyond', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.nat(9), fc.integer(), (type, n, seed) =>
        arena.scope(() => {
          const from = storedEntries(arena, type, n, seed);
          const [to, expected] = [arena.take(8 * (n + 1)), arena.take(8 * (n + 1))];
          for (const at of [to, expected]) arena.f64(at, n + 1).fill(7);
          kernels.widen(to, from, FORMATS[type].code, n);
          twin.widen(expected, from, FORMATS[type].code, n);
          expect(arena.f64(to, n + 1)).toEqual(arena.f64(expected, n + 1));
        }),
      ),
    );
  });

  test('packs both layouts of every type as its twin does, padded with zeros, and writes nothing beyond', () => {
    fc.assert(
      fc.property(shapes, ({ type, transposed, k, m, spare, width, scaled, seed }) =>
        arena.scope(() => {
          const lead = spare + (transposed ? k : m);
          const from = storedEntries(arena, type, lead * (transposed ? m : k), seed);
          const scales = scaled ? arena.take(8 * m) : 0;
          if (scales) arena.f64(scales, m).set(Array.from({ length: m }, (_, j) => 2 ** ((j % 7) - 3)));
          const n = Math.ceil(m / width) * k * width + 1;
          const [to, expected] = [arena.take(8 * n), arena.take(8 * n)];
          const shape = [from, FORMATS[type].code, lead, transposed, k, m, width, scales] as const;
          for (const [pack, entries] of [
            ['pack64', arena.f64],
            ['pack32', (at: Pointer, count: number) => single(arena, at, count)],
          ] as const) {
            for (const at of [to, expected]) entries(at, n).fill(7);
            kernels[pack](to, ...shape);
            twin[pack](expected, ...shape);
            expect(entries(to, n)).toEqual(entries(expected, n));
          }
        }),
      ),
      { numRuns: 400 },
    );
  });
});

describe('the twin', () => {
  const { arena, twin } = kernelsAndTwin('plain');
  const widened = (type: StoredType, bits: number): number =>
    arena.scope(() => {
      const [from, to] = [arena.take(8), arena.take(8)];
      new Uint16Array(arena.memory.buffer, from, 1)[0] = bits;
      twin.widen(to, from, FORMATS[type].code, 1);
      return arena.f64(to, 1)[0] as number;
    });

  test.each([
    ['f16', 0x3c00, 1],
    ['f16', 0xc000, -2],
    ['f16', 0x7bff, 65504],
    ['f16', 0x0400, 2 ** -14],
    ['f16', 0x0001, 2 ** -24],
    ['f16', 0x83ff, -1023 * 2 ** -24],
    ['f16', 0x8000, -0],
    ['f16', 0xfc00, Number.NEGATIVE_INFINITY],
    ['f16', 0x7e00, Number.NaN],
    ['bf16', 0x3f80, 1],
    ['bf16', 0xc040, -3],
    ['bf16', 0x0001, 2 ** -133],
    ['bf16', 0x7f80, Number.POSITIVE_INFINITY],
    ['bf16', 0x7fc0, Number.NaN],
  ] as const)('reads %s %i as %d', (type, bits, value) => {
    expect(widened(type, bits)).toBe(value);
  });

  test('lays out strips of 4 columns, row after row', () => {
    arena.scope(() => {
      const [from, to] = [arena.take(80), arena.take(128)];
      arena.f64(from, 10).set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      twin.pack64(to, from, 0, 5, false, 2, 5, 4, 0);
      expect([...arena.f64(to, 16)]).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 5, 0, 0, 0, 10, 0, 0, 0]);
      twin.pack64(to, from, 0, 2, true, 2, 5, 4, 0);
      expect([...arena.f64(to, 16)]).toEqual([1, 3, 5, 7, 2, 4, 6, 8, 9, 0, 0, 0, 10, 0, 0, 0]);
    });
  });
});
