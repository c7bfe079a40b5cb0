import type { Subspaces } from './types.ts';

type Vector = readonly number[];
type Triple = readonly [number, number, number];

/**
 * Orthonormal bases of a proper column space (0 < rank < d ≤ 3) and of its complement that turn smoothly
 * while the columns of `W` move: the sign comes from the columns in their own order, not from the
 * decomposition, so a picture drawn on the bases does not flip during a drag. `kept` are the `rank`
 * independent columns, `Q` the basis found (rank × d).
 */
export function smoothBases(d: number, Q: Float64Array, kept: readonly Float64Array[]): Subspaces {
  const first = kept[0] as Float64Array;
  if (d === 2) {
    const [x = 0, y = 0] = alongside(Array.from(Q.subarray(0, 2)), first);
    return { column: [[x, y]], null: [[0 - y, x]] };
  }
  if (kept.length === 1) {
    const axis = triple(alongside(Array.from(Q.subarray(0, 3)), first));
    return { column: [axis], null: perpendiculars(axis) };
  }
  const second = kept[1] as Float64Array;
  const found = unit(cross(triple(Q.subarray(0, 3)), triple(Q.subarray(3, 6))));
  const normal = triple(alongside(found, cross(triple(first), triple(second))));
  const along = unit(awayFrom(triple(first), normal));
  return { column: [along, unit(cross(normal, along))], null: [normal] };
}

/** `x` or `−x`, whichever makes no obtuse angle with `guide`. */
function alongside(x: Vector, guide: Vector | Float64Array): Vector {
  let inner = 0;
  for (let i = 0; i < x.length; i++) inner += (x[i] as number) * (guide[i] as number);
  return inner < 0 ? x.map((entry) => 0 - entry) : x;
}

/**
 * Two unit vectors that complete the unit vector `n` to a right-handed frame (Frisvad 2012): continuous in
 * `n` everywhere but at (0, 0, −1), where no continuous choice exists. `1 + z` is formed without cancellation.
 */
function perpendiculars([x, y, z]: Triple): Triple[] {
  const flat = x * x + y * y;
  if (z < 0 && flat === 0) {
    return [
      [0, -1, 0],
      [-1, 0, 0],
    ];
  }
  const a = z < 0 ? (1 - z) / flat : 1 / (1 + z);
  const b = 0 - x * y * a;
  return [unit([1 - x * x * a, b, 0 - x]), unit([b, 1 - y * y * a, 0 - y])];
}

const triple = (x: ArrayLike<number>): Triple => [x[0] as number, x[1] as number, x[2] as number];

const cross = (a: Triple, b: Triple): Triple => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function unit(x: Triple): Triple {
  const norm = Math.hypot(x[0], x[1], x[2]);
  // Adding 0 turns −0 into 0.
  return [x[0] / norm + 0, x[1] / norm + 0, x[2] / norm + 0];
}

/** `x` less its part along the unit vector `n`. */
function awayFrom(x: Triple, n: Triple): Triple {
  const along = x[0] * n[0] + x[1] * n[1] + x[2] * n[2];
  return [x[0] - along * n[0], x[1] - along * n[1], x[2] - along * n[2]];
}
