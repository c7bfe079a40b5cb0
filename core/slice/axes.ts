import { dotDouble } from '#core/linalg/doubleDouble.ts';
import { norm2 } from '#core/linalg/norm.ts';
import type { Projector } from '#core/projector/types.ts';

type Row = readonly number[];

/** One of the two orthogonal subspaces. */
export type Space = 'column' | 'null';

/** A vector whose part in a space may become an axis, and what that axis is called. */
export interface Candidate {
  readonly vector: Row;
  readonly space: Space;
  readonly tex: string;
  readonly plain: string;
}

/** Orthonormal axes, each within one of the two spaces. */
export interface Axes {
  /** As rows, count × d. */
  readonly basis: readonly Float64Array[];
  readonly spaces: readonly Space[];
  readonly names: readonly { readonly tex: string; readonly plain: string }[];
  /** How far each unit vector of their span may be out of its space, as a sine. */
  readonly error: number;
}

/** A part that keeps less than this of its vector is taken for rounding and gives no axis. */
const NEGLIGIBLE = 1e-10;

/**
 * The first `count` axes that the candidates give, in order: the part of each in its space, orthogonal to the axes
 * before it. A candidate whose part is no more than rounding gives none. Every axis is projected once more when it has
 * length 1, so that its error is that of the projector, however small the part was.
 */
export function chooseAxes(projector: Projector, candidates: Iterable<Candidate>, count: number): Axes {
  const basis: Float64Array[] = [];
  const spaces: Space[] = [];
  const names: { tex: string; plain: string }[] = [];
  let squares = 0;
  for (const { vector, space, tex, plain } of candidates) {
    if (basis.length === count) break;
    const size = norm2(vector);
    const { values, bound } = partOf(projector, vector, space);
    const first = away(values, basis);
    if (!(norm2(first) > Math.max(NEGLIGIBLE * size, 4 * bound))) continue;
    const again = partOf(projector, unitOf(first), space);
    const axis = away(again.values, basis);
    basis.push(unitOf(axis));
    spaces.push(space);
    names.push({ tex, plain });
    squares += (again.bound + ROUNDING) ** 2;
  }
  return { basis, spaces, names, error: Math.sqrt(squares) };
}

/** What making an axis orthogonal to the others and of length 1 adds to its error. */
const ROUNDING = 2 ** -50;

function partOf(projector: Projector, vector: ArrayLike<number>, space: Space) {
  const parts = projector.parts(Array.from(vector));
  return { values: Float64Array.from(space === 'column' ? parts.row : parts.null), bound: parts.bound };
}

/** `x` less its parts along the axes, twice: the second pass takes off what the rounding of the first one left. */
function away(x: Float64Array, axes: readonly Float64Array[]): Float64Array {
  const rest = x.slice();
  for (let pass = 0; pass < 2; pass++) {
    for (const axis of axes) {
      const along = dotDouble(rest, 0, axis, 0, rest.length);
      for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - along * (axis[i] as number);
    }
  }
  return rest;
}

function unitOf(x: Float64Array): Float64Array {
  const size = norm2(x);
  return x.map((entry) => entry / size);
}
