import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TILES, type Tile } from '#core/kernels/tiles.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { randomSource } from '#test/support/random.ts';

/** A strip of random entries in [−½, ½), or one entry that is not finite. */
function strip(n: number, seed: number, special: number | null): number[] {
  const next = randomSource(seed);
  const entries = Array.from({ length: n }, () => next() - 0.5);
  if (special !== null && n) entries[Math.abs(seed) % n] = special;
  return entries;
}

const cases = fc.record({
  k: fc.integer({ min: 0, max: 70 }),
  spare: fc.integer({ min: 0, max: 5 }),
  seed: fc.integer(),
  special: fc.constantFrom(null, null, Number.NaN, Number.POSITIVE_INFINITY),
});

describe.each(builds)('the %s build', (name) => {
  const { arena, kernels, twin } = kernelsAndTwin(name);

  test.each(Object.entries(TILES))('adds the %s tile as its twin does, to rounding', (_, tile: Tile) => {
    fc.assert(
      fc.property(cases, ({ k, spare, seed, special }) =>
        arena.scope(() => {
          const { bytes, rows, columns } = tile;
          const entries = bytes === 8 ? Float64Array : Float32Array;
          const [a, b] = [arena.take(k * rows * bytes), arena.take(k * columns * bytes)];
          new entries(arena.memory.buffer, a, k * rows).set(strip(k * rows, seed, special));
          new entries(arena.memory.buffer, b, k * columns).set(strip(k * columns, seed + 1, null));
          const lead = columns + spare;
          const n = rows * lead;
          const [c, expected] = [arena.take(8 * n), arena.take(8 * n)];
          for (const at of [c, expected]) arena.f64(at, n).set(strip(n, seed + 2, null));
          kernels[tile.kernel](c, lead, a, b, k);
          twin[tile.kernel](expected, lead, a, b, k);
          // |a| and |b| are at most ½: k terms, and one more for C.
          const tolerance = (k + 1) * 2 ** (bytes === 8 ? -52 : -23) * (k / 4 + 1);
          arena.f64(expected, n).forEach((value, at) => {
            const got = arena.f64(c, n)[at] as number;
            if (at % lead >= columns || !Number.isFinite(value)) expect(got).toBe(value);
            else expect(Math.abs(got - value)).toBeLessThanOrEqual(tolerance);
          });
        }),
      ),
    );
  });
});
