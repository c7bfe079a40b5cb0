import { describe, expect, it } from 'vitest';
import { alone } from '#core/kernels/alone.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import { storedColumnSpace } from '#core/projector/gram/storedColumnSpace.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { randomSource } from '#test/support/random.ts';
import { store } from '#test/support/stored.ts';

type Rows = number[][];

const D = 200;
const M = 72;

/** Sums of twelve uniform numbers: normal enough. */
function gaussian(seed: number): () => number {
  const next = randomSource(seed);
  return () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += next();
    return sum;
  };
}

const fill = (rows: number, columns: number, entry: (i: number, j: number) => number): Rows =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => entry(i, j)));

const product = (a: Rows, b: Rows): Rows =>
  a.map((row) => {
    const sums = Array(b[0]?.length ?? 0).fill(0) as number[];
    for (const [k, x] of row.entries())
      for (const [j, y] of (b[k] ?? []).entries()) sums[j] = (sums[j] ?? 0) + x * y;
    return sums;
  });

/** Orthonormal rows, by Gram and Schmidt twice. */
function orthonormal(rows: number, columns: number, next: () => number): Rows {
  const basis: Rows = [];
  for (let i = 0; i < rows; i++) {
    let own = Array.from({ length: columns }, next);
    for (let pass = 0; pass < 2; pass++) {
      for (const q of basis) {
        const along = q.reduce((sum, x, j) => sum + x * (own[j] ?? 0), 0);
        own = own.map((x, j) => x - along * (q[j] ?? 0));
      }
    }
    const size = norm2(own);
    basis.push(own.map((x) => x / size));
  }
  return basis;
}

/** A matrix of this condition, its singular values in geometric progression. */
function ofCondition(condition: number, seed: number): Rows {
  const next = gaussian(seed);
  const left = orthonormal(M, D, next);
  const right = orthonormal(M, M, next);
  const scaled = right.map((row, i) => row.map((x) => x * condition ** (-i / (M - 1))));
  return product(
    fill(D, M, (i, j) => left[j]?.[i] ?? 0),
    scaled,
  );
}

const single = (rows: Rows): Rows => rows.map((row) => row.map(Math.fround));
const random = (d: number, m: number, seed: number): Rows => fill(d, m, gaussian(seed));
const whole = (d: number, m: number, seed: number): Rows => {
  const next = randomSource(seed);
  return fill(d, m, () => Math.round(next() * 8 - 4));
};

const CONDITIONS = [1e2, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e12];

const cases: readonly (readonly [name: string, type: 'f32' | 'f64', make: () => Rows])[] = [
  ['Gaussian', 'f32', () => single(random(D, M, 1))],
  ['Gaussian', 'f64', () => random(D, M, 2)],
  ...CONDITIONS.map((c) => [`of condition ${c.toExponential()}`, 'f64', () => ofCondition(c, 3)] as const),
  ...[1e2, 1e4, 1e6].map(
    (c) => [`of condition ${c.toExponential()}`, 'f32', () => single(ofCondition(c, 4))] as const,
  ),
  [
    'with three outlier columns and a tail',
    'f32',
    () => single(random(D, M, 5).map((row) => row.map((x, j) => x * (j < 3 ? 100 : 1 / (j + 1))))),
  ],
  [
    'with columns of zeros',
    'f32',
    () => single(random(D, M, 6).map((row) => row.map((x, j) => (j % 7 ? x : 0)))),
  ],
  [
    'with duplicate and scaled columns',
    'f32',
    () =>
      single(random(D, M - 20, 7)).map((row) => [
        ...row,
        ...row.slice(0, 10),
        ...row.slice(10, 20).map((x) => -4 * x),
      ]),
  ],
  ['a product of rank 40, rounded', 'f32', () => single(product(random(D, 40, 8), random(40, M, 9)))],
  ['a product of rank 70, rounded', 'f32', () => single(product(random(D, 70, 10), random(70, M, 11)))],
  ['an integer product of rank 40', 'f64', () => product(whole(D, 40, 12), whole(40, M, 13))],
  ['an integer product of rank 70', 'f64', () => product(whole(D, 70, 14), whole(70, M, 15))],
  ['wide', 'f32', () => single(random(M, D, 16))],
  ['wide, of rank 70', 'f64', () => product(whole(M, 70, 17), whole(70, D, 18))],
];

describe.each(cases)('%s, in %s', (name, type, make) => {
  const W = make();
  const flat = Float64Array.from(W.flat());
  const next = gaussian(19);
  const v = Array.from({ length: W.length }, next);
  const size = norm2(v);

  it.each(['exact', 'storage'] as const)('has the rank and the parts of the QR: %s', (kind) => {
    const { arena, kernels } = kernelsAndTwin(builds[0] as (typeof builds)[number]);
    const own = storedColumnSpace(alone(kernels, arena), store(arena, W, type), { quick: true }).projector({
      kind,
    });
    const peer = columnSpace(
      { rows: W.length, cols: W[0]?.length ?? 0, data: flat },
      { kind },
      {
        stored: type as StoredType,
      },
    );
    expect([own.rank, own.ranks]).toEqual([peer.rank, peer.ranks]);
    const [parts, reference] = [own.parts(v), peer.parts(v)];
    const error = norm2(parts.row.map((x, i) => x - (reference.row[i] ?? 0)));
    // The reference is proved to its own bound, which is far below all that is asked here.
    expect(error - reference.bound).toBeLessThan(size * (/1e\+([6-9]|1\d)/.test(name) ? 1e-10 : 1e-12));
    expect(error - reference.bound).toBeLessThanOrEqual(15 * parts.bound);
    expect(parts.bound).toBeLessThan(1e-9 * size);
  });
});
