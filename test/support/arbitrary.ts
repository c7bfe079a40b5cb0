import fc from 'fast-check';
import { type Document, documentSchema, type RankRule, type Rows } from '#core/document/schema.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { unit, type Vec3 } from '#core/linalg/vec3.ts';
import type { Camera } from '#core/scene/camera.ts';
import { randomSource } from './random.ts';

/** Numbers spread evenly, in steps of a millionth of the range (doubles would mostly be next to 0). */
const within = (least: number, most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1_000_000 }).map((n) => least + (n / 1_000_000) * (most - least));

/** Points whose coordinates are at most `size`. */
export const points = (size: number): fc.Arbitrary<Vec3> =>
  fc.tuple(within(-size, size), within(-size, size), within(-size, size));

/** Directions of length 1. */
export const directions: fc.Arbitrary<Vec3> = points(1)
  .map((x) => (Math.hypot(...x) > 0.1 ? unit(x) : null))
  .filter((x) => x !== null);

/** Cameras of both projections that look at a point near the origin, from outside the unit ball, upright. */
export const cameras: fc.Arbitrary<Camera> = fc
  .record({
    eye: directions.filter((x) => Math.abs(x[2]) < 0.98),
    target: points(0.3),
    distance: within(3, 12),
    zoom: within(0.5, 2),
    projection: fc.constantFrom('perspective' as const, 'orthographic' as const),
  })
  .map(({ eye, target, distance, zoom, projection }) => ({
    pose: {
      position: [
        target[0] + distance * eye[0],
        target[1] + distance * eye[1],
        target[2] + distance * eye[2],
      ] as Vec3,
      target,
      up: [0, 0, 1] as Vec3,
      zoom,
    },
    projection,
    width: 900,
    height: 700,
  }));

/** Every number format that `W` may have been stored in. */
export const storedTypes: fc.Arbitrary<StoredType> = fc.constantFrom('f64', 'f32', 'f16', 'bf16');

/** Every rank rule, with tolerances of at most `most`. */
export const rankRules = (most: number): fc.Arbitrary<RankRule> =>
  fc.oneof(
    fc.constantFrom<RankRule>({ kind: 'storage' }, { kind: 'exact' }, { kind: 'paper' }),
    within(0, most).map((relative) => ({ kind: 'tolerance' as const, relative })),
  );

/** What a random instance is made of. */
interface Shape {
  readonly d: number;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly rank: number;
  readonly seed: number;
}

/** A valid instance with `W` of this rank and orthonormal `V`, the same for the same shape. */
export function instanceOf({ d, m, k, n, rank, seed }: Shape): Document {
  const next = randomSource(seed);
  // Integers, so that the product has exactly the rank.
  const whole = (rows: number, cols: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: cols }, () => Math.floor(next() * 9) - 4));
  const real = (rows: number, cols: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: cols }, () => 4 * next() - 2));
  const [left, right] = [whole(d, rank), whole(rank, m)];
  const W = left.map((row) =>
    Array.from({ length: m }, (_, j) => row.reduce((sum, x, i) => sum + x * (right[i]?.[j] ?? 0), 0)),
  );
  return documentSchema.parse({
    format: 'nullscope',
    version: 3,
    title: 'A random instance',
    W,
    V: orthonormal(real(k, d)),
    base: real(n, d),
    source: real(n, d),
    pair: n - 1,
    direction: Math.floor(next() * k),
    unitLength: true,
    readout: { kind: 'sum' },
    stored: 'f64',
    rank: { kind: 'exact' },
    view: { hidden: [], locked: [], projection: 'perspective', pose: null },
    slice: null,
  });
}

function orthonormal(rows: Rows): number[][] {
  const basis: number[][] = [];
  for (const row of rows) {
    let rest = [...row];
    for (let pass = 0; pass < 2; pass++) {
      for (const q of basis) {
        const along = rest.reduce((sum, x, i) => sum + x * (q[i] ?? 0), 0);
        rest = rest.map((x, i) => x - along * (q[i] ?? 0));
      }
    }
    const size = Math.hypot(...rest);
    basis.push(rest.map((x) => x / size));
  }
  return basis;
}

/**
 * Instances with d in 2 … `most`, k up to 3, n up to 3, `W` of any rank from 1, stored in any format, under any rank
 * rule whose tolerance cuts nothing but rounding.
 */
export const instances = (most: number): fc.Arbitrary<Document> =>
  fc
    .record({ d: fc.integer({ min: 2, max: most }), m: fc.integer({ min: 1, max: 3 }), seed: fc.nat() })
    .chain(({ d, m, seed }) =>
      fc.record({
        d: fc.constant(d),
        m: fc.constant(m),
        k: fc.integer({ min: 1, max: Math.min(3, d) }),
        n: fc.integer({ min: 1, max: 3 }),
        rank: fc.integer({ min: 1, max: Math.min(d, m) }),
        seed: fc.constant(seed),
      }),
    )
    .chain((shape) =>
      fc
        .record({ stored: storedTypes, rank: rankRules(1e-9) })
        .map((rule) => ({ ...instanceOf(shape), ...rule })),
    );
