import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alone } from '#core/kernels/alone.ts';
import { arenaOver, createArena } from '#core/kernels/arena.ts';
import { cholesky } from '#core/kernels/cholesky.ts';
import { type Crew, CrewError, SCRATCH } from '#core/kernels/crew.ts';
import { eigenvalues } from '#core/kernels/eigenvalues.ts';
import { addGram, addProduct } from '#core/kernels/gram.ts';
import { lead } from '#core/kernels/leader.ts';
import type { Panel } from '#core/kernels/panel.ts';
import { pivotedCholesky } from '#core/kernels/pivotedCholesky.ts';
import { solveCholesky } from '#core/kernels/solve.ts';
import { TILES } from '#core/kernels/tiles.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { matrix, product, randomLower, randomMatrix } from '#test/support/matrices.ts';
import { randomSource } from '#test/support/random.ts';
import { threads } from '#test/support/threads.ts';

let real: Awaited<ReturnType<typeof threads>>;
beforeAll(async () => {
  real = await threads(builds.at(-1) ?? 'plain');
});
afterAll(() => real.close());

/** Puts a matrix into memory. */
function put(crew: Crew, x: Float64Array): number {
  const at = crew.arena.take(8 * x.length);
  crew.arena.f64(at, x.length).set(x);
  return at;
}

const panelOf = (crew: Crew, x: Float64Array, columns: number): Panel => ({
  from: put(crew, x),
  type: 'f64',
  lead: columns,
  transposed: false,
  rows: x.length / columns,
  columns,
  scales: 0,
});

/** What each algorithm leaves behind, for matrices of several blocks. */
const algorithms: Readonly<Record<string, (crew: Crew) => Float64Array>> = {
  ...Object.fromEntries(
    Object.entries(TILES).flatMap(([name, tile]) => [
      [
        `the Gram matrix in ${name} tiles`,
        (crew: Crew) => {
          const at = put(crew, new Float64Array(250 * 250));
          addGram(crew, tile, panelOf(crew, randomMatrix(600, 250, 1), 250), { at, lead: 250 });
          return crew.arena.f64(at, 250 * 250).slice();
        },
      ],
      [
        `a product in ${name} tiles`,
        (crew: Crew) => {
          const [a, b] = [randomMatrix(300, 170, 1), randomMatrix(300, 210, 2)];
          const at = put(crew, new Float64Array(170 * 210));
          addProduct(crew, tile, panelOf(crew, a, 170), panelOf(crew, b, 210), { at, lead: 210 });
          return crew.arena.f64(at, 170 * 210).slice();
        },
      ],
    ]),
  ),
  'the Cholesky factor': (crew) => {
    const at = put(crew, gram(400));
    cholesky(crew, at, 400);
    return crew.arena.f64(at, 400 * 400).slice();
  },
  'the pivoted Cholesky factor': (crew) => {
    const at = put(crew, gram(400));
    const { order } = pivotedCholesky(crew, at, 400);
    return Float64Array.from([...order, ...crew.arena.f64(at, 400 * 400)]);
  },
  'solutions of many systems': (crew) => {
    const l = { at: put(crew, randomLower(200, 1)), n: 200, ld: 200 };
    const at = put(crew, randomMatrix(300, 200, 2));
    solveCholesky(crew, l, at, 300);
    return crew.arena.f64(at, 300 * 200).slice();
  },
  eigenvalues: (crew) => eigenvalues(crew, put(crew, gram(600)), 600),
};

/** The bytes of what an algorithm leaves behind. */
function found(name: string, crew: Crew): Buffer {
  const result = crew.arena.scope(() => algorithms[name]?.(crew) as Float64Array);
  return Buffer.from(result.buffer, result.byteOffset, result.byteLength);
}

function gram(n: number): Float64Array {
  const w = randomMatrix(n, 20, n);
  const g = product(w, w, n, n, 20);
  return matrix(n, n, (i, j) => (g[i * n + j] as number) + Number(i === j));
}

describe.each([2, 3])('%i threads', (size) => {
  test.each(Object.keys(algorithms))('find %s, bit for bit as one thread alone', async (name) => {
    const { crew, kernels, arena } = await real.crew(size);
    const expected = found(name, alone(kernels, arena));
    for (let i = 0; i < 5; i++) expect(found(name, crew).equals(expected)).toBe(true);
  });

  test('do every item once, of many short tasks', async () => {
    const { crew, arena } = await real.crew(size);
    expect(crew.threads).toBe(size);
    const next = randomSource(size);
    const at = put(crew, new Float64Array(30));
    for (let i = 0; i < 3000; i++) {
      const items = Math.floor(31 * next());
      arena.f64(at, 30).fill(0);
      crew.run('count', items, [at]);
      expect([...arena.f64(at, 30)]).toEqual(Array.from({ length: 30 }, (_, j) => Number(j < items)));
    }
  });

  test('share the work, also in memory that grew after they began', async () => {
    const { crew, arena } = await real.crew(size);
    const before = arena.memory.buffer.byteLength;
    for (let i = 0; i < 3; i++) {
      arena.take(5_000_000);
      const word = put(crew, new Float64Array(1));
      const at = put(crew, new Float64Array(size));
      crew.run('sign', size, [at, word, size]);
      expect(new Set(arena.f64(at, size)).size).toBe(size);
      expect(at).toBeGreaterThan(before);
    }
  });

  test('end with the words of the one that failed, and do nothing from then on', async () => {
    const { crew, followers } = await real.crew(size);
    const bad = followers[0]?.threadId as number;
    const word = put(crew, new Float64Array(1));
    const error = new CrewError(`thread ${bad} is too hot`);
    expect(() => crew.run('fail', size, [word, size, bad])).toThrow(error);
    expect(() => crew.run('count', 2, [word])).toThrow(error);
  });

  test('end after the time in which one of them does not answer', async () => {
    const { crew, followers } = await real.crew(size, 50);
    const word = put(crew, new Float64Array(1));
    expect(() => crew.run('hang', size, [word, size, followers[0]?.threadId as number])).toThrow(
      new CrewError('a thread does not answer'),
    );
  });

  test('do without the one that ended while it had nothing to do', async () => {
    const { crew, arena, followers } = await real.crew(size);
    await followers[0]?.terminate();
    const at = put(crew, new Float64Array(30));
    crew.run('count', 30, [at]);
    expect(arena.f64(at, 30).every((times) => times === 1)).toBe(true);
  });
});

test('a leader does everything while nobody has followed its invitation', () => {
  const { arena, kernels } = kernelsAndTwin('plain');
  const { crew, invitations } = lead(kernels, arena, 3);
  expect(invitations.map(({ scratch }) => scratch.end - scratch.from)).toEqual([SCRATCH, SCRATCH]);
  const name = 'the Cholesky factor';
  expect(found(name, crew).equals(found(name, alone(kernels, arena)))).toBe(true);
});

test('a stretch of memory is handed out to its end, and no further', () => {
  const { memory } = createArena();
  const stretch = arenaOver(memory, 1024, 4096);
  expect(stretch.scope(() => [stretch.take(100), stretch.take(2944)])).toEqual([1024, 1152]);
  expect(stretch.take(3072)).toBe(1024);
  expect(() => stretch.take(1)).toThrow(RangeError);
});
