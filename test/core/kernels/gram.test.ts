import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alone } from '#core/kernels/alone.ts';
import type { Arena } from '#core/kernels/arena.ts';
import { addGram, addProduct, mirror } from '#core/kernels/gram.ts';
import type { Panel } from '#core/kernels/panel.ts';
import { TILES, type Tile } from '#core/kernels/tiles.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { randomSource } from '#test/support/random.ts';

/** A matrix in memory, and as numbers: `entries[i][j]` with its scales. */
interface Sample {
  readonly panel: Panel;
  readonly entries: readonly (readonly number[])[];
}

/** Integers over 1024 in a float32 panel of either layout, with scales of the columns or without. */
function sample(arena: Arena, rows: number, columns: number, seed: number): Sample {
  const next = randomSource(seed);
  const transposed = next() < 0.5;
  const lead = (transposed ? rows : columns) + Math.floor(next() * 3);
  const n = lead * (transposed ? columns : rows);
  const from = arena.take(4 * n);
  const stored = new Float32Array(arena.memory.buffer, from, n).map(
    () => Math.round(next() * 2048 - 1024) / 1024,
  );
  new Float32Array(arena.memory.buffer, from, n).set(stored);
  const scales = next() < 0.5 ? arena.take(8 * columns) : 0;
  const factors = Array.from({ length: columns }, (_, j) => (scales ? 2 ** ((j % 3) - 1) : 1));
  if (scales) arena.f64(scales, columns).set(factors);
  const at = (i: number, j: number): number => stored[transposed ? j * lead + i : i * lead + j] as number;
  return {
    panel: { from, type: 'f32', lead, transposed, rows, columns, scales },
    entries: Array.from({ length: rows }, (_, i) => factors.map((factor, j) => factor * at(i, j))),
  };
}

/** `Σ_p a[p][i] b[p][j]`: exact, for these entries' products and sums fit in float64 (and are rounded in float32). */
const inner = (a: Sample, b: Sample, i: number, j: number): number =>
  a.entries.reduce((sum, row, p) => sum + (row[i] as number) * (b.entries[p]?.[j] as number), 0);

/** Zero in float64, and the most that float32 sums of up to 256 products of magnitude at most 4 differ by. */
const tolerance = (tile: Tile, k: number): number =>
  tile.bytes === 8 ? 0 : Math.min(k, 256) * 2 ** -24 * 4 * k;

const shapes = fc.record({
  k: fc.oneof(fc.integer({ min: 0, max: 13 }), fc.constantFrom(255, 256, 257, 300)),
  m: fc.integer({ min: 0, max: 29 }),
  n: fc.integer({ min: 0, max: 29 }),
  spare: fc.integer({ min: 0, max: 2 }),
  seed: fc.integer(),
});

describe.each([...builds, 'twin' as const])('the %s build', (name) => {
  const { arena, kernels: compiled, twin } = kernelsAndTwin(name === 'twin' ? 'plain' : name);
  const crew = alone(name === 'twin' ? twin : compiled, arena);
  const zeros = (n: number) => {
    const at = arena.take(8 * n);
    arena.f64(at, n).fill(0);
    return at;
  };

  describe.each(Object.entries(TILES))('with %s tiles', (_, tile: Tile) => {
    test('adds the Gram matrix below the diagonal', () => {
      fc.assert(
        fc.property(shapes, ({ k, m, spare, seed }) =>
          arena.scope(() => {
            const a = sample(arena, k, m, seed);
            const lead = m + spare;
            const g = { at: zeros(m * lead), lead };
            arena.f64(g.at, m * lead).fill(1);
            addGram(crew, tile, a.panel, g);
            const got = arena.f64(g.at, m * lead);
            for (let i = 0; i < m; i++) {
              for (let j = 0; j <= i; j++) {
                const error = Math.abs((got[i * lead + j] as number) - 1 - inner(a, a, i, j));
                expect(error).toBeLessThanOrEqual(tolerance(tile, k));
              }
              for (let j = m; j < lead; j++) expect(got[i * lead + j]).toBe(1);
            }
          }),
        ),
        { numRuns: 40 },
      );
    });

    test('adds a product', () => {
      fc.assert(
        fc.property(shapes, ({ k, m, n, spare, seed }) =>
          arena.scope(() => {
            const [a, b] = [sample(arena, k, m, seed), sample(arena, k, n, seed + 1)];
            const lead = n + spare;
            const c = { at: zeros(m * lead), lead };
            addProduct(crew, tile, a.panel, b.panel, c);
            arena.f64(c.at, m * lead).forEach((value, at) => {
              const j = at % lead;
              const expected = j < n ? inner(a, b, Math.floor(at / lead), j) : 0;
              expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance(tile, k));
            });
          }),
        ),
        { numRuns: 40 },
      );
    });

    test('carries what is not finite to its row and column alone', () => {
      for (const special of [Number.NaN, Number.POSITIVE_INFINITY]) {
        arena.scope(() => {
          const [k, m, bad] = [5, 11, 9];
          const from = arena.take(8 * k * m);
          arena.f64(from, k * m).fill(1);
          arena.f64(from, k * m)[2 * m + bad] = special;
          const g = { at: zeros(m * m), lead: m };
          const panel: Panel = {
            from,
            type: 'f64',
            lead: m,
            transposed: false,
            rows: k,
            columns: m,
            scales: 0,
          };
          addGram(crew, tile, panel, g);
          mirror(arena.f64(g.at, m * m), m);
          arena.f64(g.at, m * m).forEach((value, at) => {
            expect(value).toBe(Math.floor(at / m) === bad || at % m === bad ? special : k);
          });
        });
      }
    });

    test('is cut into blocks of columns where there are many', () => {
      arena.scope(() => {
        const [k, m] = [3, 517];
        const a = sample(arena, k, m, 1);
        const g = { at: zeros(m * m), lead: m };
        addGram(crew, tile, a.panel, g);
        mirror(arena.f64(g.at, m * m), m);
        const worst = arena.f64(g.at, m * m).reduce((most, value, at) => {
          return Math.max(most, Math.abs(value - inner(a, a, Math.floor(at / m), at % m)));
        }, 0);
        expect(worst).toBeLessThanOrEqual(tolerance(tile, k));
      });
    });
  });
});

test('mirrors what is below the diagonal, and leaves what is beyond the matrix', () => {
  for (const m of [0, 1, 2, 33, 70]) {
    const lead = m + 1;
    const g = Float64Array.from({ length: m * lead }, (_, at) => at);
    mirror(g, m, lead);
    g.forEach((value, at) => {
      const [i, j] = [Math.floor(at / lead), at % lead];
      expect(value).toBe(j < m && j > i ? j * lead + i : at);
    });
  }
});
