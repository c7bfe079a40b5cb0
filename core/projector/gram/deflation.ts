import type { Crew } from '#core/kernels/crew.ts';
import { fromColumns, type Matrix } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { randomSource } from './randomSource.ts';
import { type Range, solveNormal } from './range.ts';
import { addMultiple, dot } from './vectors.ts';

/** The first try, and the most directions that are worth an iteration of their own. */
const FEWEST = 12;
const MOST = 96;

/** Iterations between looks, and how many looks: values that a gap sets apart settle in the first. */
const STEPS = 6;
const LOOKS = 8;

/** Singular values that moved by less than this part since the last look have settled. */
const SETTLED = 1e-9;

/**
 * The images `W x` (d × c, as columns) of an orthonormal basis of a subspace that holds every right singular vector
 * with a singular value below a line: by subspace iteration on the inverse (Golub & Van Loan, §8.2.4), with room to
 * spare for the values next to the line. Null where there are too many, or where the values do not settle.
 *
 * @param valuesOf the singular values of a d × c matrix, descending.
 */
export function smallDirections(
  crew: Crew,
  range: Range,
  d: number,
  line: number,
  valuesOf: (images: Matrix) => Float64Array,
): Matrix | null {
  for (let size = FEWEST; size <= Math.min(MOST, range.rank); size *= 2) {
    const found = iterate(crew, range, d, size, line, valuesOf);
    if (found !== 'more') return found;
  }
  return null;
}

function iterate(
  crew: Crew,
  range: Range,
  d: number,
  size: number,
  line: number,
  valuesOf: (images: Matrix) => Float64Array,
): Matrix | null | 'more' {
  const random = randomSource(size);
  const basis = Array.from({ length: size }, () => range.norms.map((norm) => (norm > 0 ? random() : 0)));
  orthonormalise(basis);
  let before: Float64Array = new Float64Array(0);
  for (let look = 0; look < LOOKS; look++) {
    for (let step = 0; step < STEPS; step++) {
      for (const x of basis) inverse(crew, range, x);
      orthonormalise(basis);
    }
    const images = fromColumns(basis.map((x) => imageOf(crew, range, x, d)));
    const values = valuesOf(images);
    const below = values.filter((value) => value <= line);
    // Without a few values above the line there may be more below it than were looked for.
    if (below.length > size - 4 && size < range.rank) return 'more';
    const last = before.subarray(before.length - below.length);
    const moved = below.some((value, i) => Math.abs(value - (last[i] ?? 0)) > SETTLED * value);
    if (!moved && before.length > 0) return images;
    before = values;
  }
  return null;
}

/** `x ← (WᵀW)⁻¹ x` in the columns of the range, 0 elsewhere. */
function inverse(crew: Crew, range: Range, x: Float64Array): void {
  const { arena } = crew;
  arena.scope(() => {
    const s = arena.take(8 * range.m);
    const z = arena.take(8 * range.m);
    arena.f64(s, range.m).set(x);
    solveNormal(crew, range, s, z);
    x.set(arena.f64(z, range.m));
  });
}

/** `W x`, d entries. */
function imageOf({ arena }: Crew, range: Range, x: Float64Array, d: number): Float64Array {
  return arena.scope(() => {
    const z = arena.take(8 * range.m);
    const r = arena.take(8 * d);
    for (let j = 0; j < x.length; j++) arena.f64(z, range.m)[j] = -(x[j] as number);
    arena.f64(r, d).fill(0);
    range.passes.residualDouble(z, r);
    return arena.f64(r, d).slice();
  });
}

/** Gram and Schmidt, twice each. */
function orthonormalise(basis: readonly Float64Array[]): void {
  for (const [i, x] of basis.entries()) {
    for (let pass = 0; pass < 2; pass++) {
      for (const q of basis.slice(0, i)) addMultiple(x, -dot(q, x), q);
      const size = norm2(x);
      for (let j = 0; j < x.length; j++) x[j] = (x[j] as number) / size;
    }
  }
}
