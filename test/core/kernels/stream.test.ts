import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Arena } from '#core/kernels/arena.ts';
import { FORMATS, type StoredType } from '#core/kernels/dtype.ts';
import type { Kernels, Pointer } from '#core/kernels/types.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { randomSource } from '#test/support/random.ts';

const types = Object.keys(FORMATS) as StoredType[];

/** What stands behind everything that a kernel may write to. */
const GUARD = 7;

const shapes = fc.record({
  type: fc.constantFrom(...types),
  k: fc.oneof(fc.integer({ min: 0, max: 13 }), fc.constantFrom(31, 64)),
  m: fc.oneof(fc.integer({ min: 0, max: 21 }), fc.constantFrom(33, 64)),
  count: fc.integer({ min: 1, max: 7 }),
  spare: fc.integer({ min: 0, max: 3 }),
  seed: fc.integer(),
});

/** float64 numbers in memory, with a guard behind them. */
function put(arena: Arena, n: number, value: () => number): Pointer {
  const at = arena.take(8 * (n + 1));
  const entries = arena.f64(at, n + 1).map(value);
  entries[n] = GUARD;
  arena.f64(at, n + 1).set(entries);
  return at;
}

/** The same in float32. */
function put32(arena: Arena, n: number, value: () => number): Pointer {
  const at = arena.take(4 * (n + 1));
  const entries = arena.f32(at, n + 1).map(value);
  entries[n] = GUARD;
  arena.f32(at, n + 1).set(entries);
  return at;
}

/** Entries of a type in memory: integers from −8 to 8, which every type holds and whose sums are exact. */
function putStored(arena: Arena, type: StoredType, n: number, next: () => number): Pointer {
  const at = arena.take(n * FORMATS[type].bytes);
  for (let i = 0; i < n; i++) write(arena, type, at, i, Math.round(next() * 16) - 8);
  return at;
}

/** Writes a small number as an entry of a type. */
function write(arena: Arena, type: StoredType, at: Pointer, i: number, value: number): void {
  const { buffer } = arena.memory;
  if (type === 'f64') new Float64Array(buffer, at, i + 1)[i] = value;
  else if (type === 'f32') new Float32Array(buffer, at, i + 1)[i] = value;
  else new Uint16Array(buffer, at, i + 1)[i] = type === 'bf16' ? brainBits(value) : halfBits(value);
}

const brainBits = (x: number): number => (new Uint32Array(new Float32Array([x]).buffer)[0] as number) >>> 16;

function halfBits(x: number): number {
  if (x === 0) return 0;
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 0x7e00 : x > 0 ? 0x7c00 : 0xfc00;
  const exponent = Math.floor(Math.log2(Math.abs(x)));
  const fraction = Math.round((Math.abs(x) / 2 ** exponent - 1) * 1024);
  return (x < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
}

const whole =
  (next: () => number): (() => number) =>
  () =>
    Math.round(next() * 10) - 5;

describe.each(builds)('the passes of the %s build', (name) => {
  const { arena, kernels, twin } = kernelsAndTwin(name);

  /** Asks both builds to do the same to equal copies, and that all they wrote is equal, guards included. */
  function same(
    seed: number,
    make: (next: () => number) => { readonly at: Pointer; readonly n: number; readonly narrow?: boolean }[],
    use: (own: Kernels, at: readonly Pointer[]) => unknown,
  ): void {
    arena.scope(() => {
      const results = [kernels, twin].map((own) => {
        const blocks = make(randomSource(seed));
        const value = use(
          own,
          blocks.map(({ at }) => at),
        );
        const read = blocks.map(({ at, n, narrow }) =>
          Array.from(narrow ? arena.f32(at, n + 1) : arena.f64(at, n + 1)),
        );
        return { value, read };
      });
      expect(results[0]).toEqual(results[1]);
      for (const block of results[0]?.read ?? []) expect(block.at(-1)).toBe(GUARD);
    });
  }

  test('multiply the transpose by several vectors, as their twin does', () => {
    fc.assert(
      fc.property(shapes, ({ type, k, m, count, spare, seed }) =>
        arena.scope(() => {
          const lead = m + spare;
          const from = putStored(arena, type, k * lead, randomSource(seed));
          same(
            seed,
            (next) => [
              { at: put(arena, k * count, whole(next)), n: k * count },
              { at: put(arena, m * count, whole(next)), n: m * count },
            ],
            (own, [r, s]) =>
              own.addTransposed(from, FORMATS[type].code, lead, k, m, r as number, s as number, count),
          );
        }),
      ),
    );
  });

  test('take residuals and multiply them back, as their twin does', () => {
    fc.assert(
      fc.property(shapes, ({ type, k, m, spare, seed }) =>
        arena.scope(() => {
          const lead = m + spare;
          const from = putStored(arena, type, k * lead, randomSource(seed));
          same(
            seed,
            (next) => [m, k, m].map((n) => ({ at: put(arena, n, whole(next)), n })),
            (own, [z, r, s]) =>
              own.residualPass(from, FORMATS[type].code, lead, k, m, z as number, r as number, s as number),
          );
        }),
      ),
    );
  });

  test('multiply by the normal matrix in float32, as their twin does', () => {
    fc.assert(
      fc.property(shapes, ({ type, k, m, spare, seed }) =>
        arena.scope(() => {
          const lead = m + spare;
          const from = putStored(arena, type, k * lead, randomSource(seed));
          same(
            seed,
            (next) => [m, m].map((n) => ({ at: put32(arena, n, whole(next)), n, narrow: true })),
            (own, [p, s]) => own.normalPass32(from, FORMATS[type].code, lead, k, m, p as number, s as number),
          );
        }),
      ),
    );
  });

  test('find what is to be known of the columns, and the first entry that is not finite', () => {
    const faults = fc.option(fc.tuple(fc.nat(), fc.constantFrom(Number.NaN, Infinity, -Infinity)));
    fc.assert(
      fc.property(shapes, faults, ({ type, k, m, spare, seed }, fault) =>
        arena.scope(() => {
          const lead = m + spare;
          const from = putStored(arena, type, k * lead, randomSource(seed));
          const place = fault && k * m > 0 ? fault[0] % (k * m) : -1;
          const entry = place < 0 ? 0 : Math.floor(place / m) * lead + (place % m);
          if (place >= 0 && fault) write(arena, type, from, entry, fault[1]);
          const found: number[] = [];
          same(
            seed,
            (next) =>
              [m, m].map((n) => ({
                at: put(arena, n, () => (place < 0 ? whole(next)() : 0)),
                n: place < 0 ? n : 0,
              })),
            (own, [largest, squares]) => {
              const at = own.columnStatistics(
                from,
                FORMATS[type].code,
                lead,
                k,
                m,
                largest as number,
                squares as number,
              );
              found.push(at);
              // What was gathered before a fault is of no use to anybody.
              if (at >= 0) for (const where of [largest, squares]) arena.f64(where as number, 1)[0] = GUARD;
              return at;
            },
          );
          expect(found[0]).toBe(place);
        }),
      ),
    );
  });

  test('take the inner products of pairs, as their twin does', () => {
    fc.assert(
      fc.property(shapes, ({ type, k, m, count, spare, seed }) =>
        arena.scope(() => {
          const lead = m + spare;
          const next = randomSource(seed);
          const [base, source] = [0, 1].map(() => putStored(arena, type, k * lead, next));
          const out = k * (2 * count + 1);
          same(
            seed,
            (own) => [count * m, out].map((n) => ({ at: put(arena, n, whole(own)), n })),
            (own, [x, to]) =>
              own.pairDots(
                base as number,
                source as number,
                FORMATS[type].code,
                lead,
                k,
                m,
                x as number,
                count,
                to as number,
              ),
          );
        }),
      ),
    );
  });

  test('transpose entries of every size', () => {
    fc.assert(
      fc.property(shapes, ({ k, m, spare, count, seed }) =>
        arena.scope(() => {
          for (const bytes of [8, 4, 2]) {
            const [ldf, ldt] = [m + spare, k + (count % 3)];
            const from = putStored(arena, 'f64', Math.ceil((k * ldf * bytes) / 8), randomSource(seed));
            const n = Math.ceil((m * ldt * bytes) / 8);
            same(
              seed,
              (next) => [{ at: put(arena, n, whole(next)), n }],
              (own, [to]) => own.transposeStored(from, ldf, to as number, ldt, bytes, k, m),
            );
          }
        }),
      ),
    );
  });

  test.each(types)('keep twice the digits in double-double sums of %s entries', (type) => {
    arena.scope(() => {
      const [k, m] = [9, 37];
      const next = randomSource(3);
      const from = arena.take(k * m * FORMATS[type].bytes);
      const w: number[] = [];
      for (let i = 0; i < k * m; i++) {
        w.push(Math.round(next() * 254 - 127) / 64);
        write(arena, type, from, i, w[i] as number);
      }
      const wide = arena.take(8 * k * m);
      kernels.widen(wide, from, FORMATS[type].code, k * m);
      const entries = Array.from(arena.f64(wide, k * m));
      const random = (): number => (next() - 0.5) * 2 ** Math.round(20 * next());
      const z = put(arena, m, random);
      const r = put(arena, k, random);
      const [zs, rs] = [Array.from(arena.f64(z, m)), Array.from(arena.f64(r, k))];
      const code = FORMATS[type].code;

      // s + t as integers: a float64 is one times a power of 2.
      const s = put(arena, m, () => 0);
      const t = put(arena, m, () => 0);
      kernels.transposedDouble(from, code, m, k, m, r, s, t);
      for (let j = 0; j < m; j++) {
        const exact = rs.reduce((sum, x, i) => sum + fixed(x) * fixed(entries[i * m + j] as number), 0n);
        const sum = (fixed(arena.f64(s, m)[j] as number) + fixed(arena.f64(t, m)[j] as number)) << FIXED;
        expect(Math.abs(Number(sum - exact))).toBeLessThan(
          Math.abs(Number(exact)) * 2 ** -95 + 2 ** (2 * Number(FIXED) - 85),
        );
      }
      // Take away what is nearly all of r: what is left has all of its digits.
      const product = (i: number): bigint =>
        zs.reduce((sum, x, j) => sum + fixed(x) * fixed(entries[i * m + j] as number), 0n);
      arena.f64(r, k).set(rs.map((_, i) => Number(product(i)) / 2 ** (2 * Number(FIXED))));
      const near = Array.from(arena.f64(r, k));
      kernels.residualDouble(from, code, m, k, m, z, r);
      for (let i = 0; i < k; i++) {
        const exact = (fixed(near[i] as number) << FIXED) - product(i);
        const error = (fixed(arena.f64(r, k)[i] as number) << FIXED) - exact;
        expect(Math.abs(Number(error))).toBeLessThanOrEqual(
          Math.abs(Number(exact)) * 2 ** -40 + 2 ** (2 * Number(FIXED) - 85),
        );
      }
      expect(arena.f64(s, m + 1)[m]).toBe(GUARD);
      expect(arena.f64(r, k + 1)[k]).toBe(GUARD);
    });
  });
});

/** Bits behind the point of a fixed-point number. */
const FIXED = 160n;

/** A float64 as a fixed-point number, exactly. */
function fixed(x: number): bigint {
  if (x === 0) return 0n;
  const exponent = Math.floor(Math.log2(Math.abs(x))) - 54;
  const shift = BigInt(exponent) + FIXED;
  const mantissa = BigInt(x / 2 ** exponent);
  return shift >= 0n ? mantissa << shift : mantissa >> -shift;
}
