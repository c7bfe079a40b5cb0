import type { Crew } from '#core/kernels/crew.ts';
import { fromColumns, type Matrix } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '../columnSpace.ts';
import { randomSource } from './randomSource.ts';
import { type Range, solveNormal } from './range.ts';
import { addMultiple, dot } from './vectors.ts';

/** The first try, and the most directions that are worth an iteration of their own. */
const FEWEST = 12;
const MOST = 96;

/** Iterations between looks, and how many looks. */
const STEPS = 6;
const LOOKS = 12;

/** A subspace that moved by less than this since the last look has settled. */
const SETTLED = 1e-14;

/** One that moves by more than this at the last look is not known. */
const UNKNOWN = 1e-8;

/** The images of the directions with the least singular values, and what is known of them. */
export interface SmallDirections {
  /** `W x` for an orthonormal basis of a subspace that holds all of them, d × c. */
  readonly images: Matrix;
  /** The singular values of the images, descending. */
  readonly values: Float64Array;
  /** An estimate of how far the subspace of those below the line is off, as a sine. */
  readonly error: number;
}

/**
 * The images of a subspace that holds every right singular vector with a singular value below a line: by subspace
 * iteration on the inverse (Golub & Van Loan, §8.2.4), with room to spare for the values next to the line. Null where
 * there are too many, or where no gap at the line sets them apart.
 */
export function smallDirections(crew: Crew, range: Range, line: number): SmallDirections | null {
  for (let size = FEWEST; size < 2 * MOST; size *= 2) {
    const found = iterate(crew, range, Math.min(size, range.rank), line);
    if (found !== 'more') return found;
    if (size >= range.rank) return null;
  }
  return null;
}

function iterate(crew: Crew, range: Range, size: number, line: number): SmallDirections | null | 'more' {
  const random = randomSource(size);
  const basis = Array.from({ length: size }, () => range.norms.map((norm) => (norm > 0 ? random() : 0)));
  const probe = Array.from({ length: range.d }, () => random());
  orthonormalise(basis);
  let before: readonly number[] | null = null;
  let moved = Number.POSITIVE_INFINITY;
  for (let look = 0; look < LOOKS; look++) {
    for (let step = 0; step < STEPS; step++) {
      for (const x of basis) inverse(crew, range, x);
      orthonormalise(basis);
    }
    const images = fromColumns(basis.map((x) => imageOf(crew, range, x)));
    const all = columnSpace(images, { kind: 'exact' });
    const values = all.singularValues?.values ?? new Float64Array(0);
    // Without a few values above the line there may be more below it than were looked for.
    if ((values[Math.min(4, size - 1)] as number) <= line && size < range.rank) return 'more';
    const counted = columnSpace(images, { kind: 'tolerance', relative: line / (values[0] as number) });
    const kept = counted.applyRow(probe);
    const below = all.applyRow(probe).map((x, i) => x - (kept[i] as number));
    if (before) {
      const last = before;
      const change = norm2(below.map((x, i) => x - (last[i] as number))) / (norm2(below) || 1);
      // What a look changes is less than what the one before changed: it bounds what is still to come.
      if (change <= SETTLED || change > moved / 2) {
        return Math.min(change, moved) <= UNKNOWN ? { images, values, error: change } : null;
      }
      moved = change;
    }
    before = below;
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
function imageOf({ arena }: Crew, range: Range, x: Float64Array): Float64Array {
  const { d } = range;
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
