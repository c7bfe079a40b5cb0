import type { Crew } from '#core/kernels/crew.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { fromColumns, zeros } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '../columnSpace.ts';
import { identityOf } from '../onto.ts';
import { exactTolerance, type LineRule, type RankLines, rankLines } from '../rank.ts';
import type { Parts, Projector } from '../types.ts';
import type { Decomposition } from './decomposition.ts';
import { type SmallDirections, smallDirections } from './deflation.ts';
import { type GramRank, gramRank, isAbove } from './gramRank.ts';
import { largestValue } from './largestValue.ts';
import { type Range, removeRange } from './range.ts';
import { type Remainder, tiltOf } from './remainder.ts';
import { tilted } from './tilt.ts';

/** The size of a matrix. */
interface Shape {
  readonly d: number;
  readonly m: number;
}

const UNIT_ROUNDOFF = 2 ** -53;

/** Below this eigenvalue (κ above 1e3) residuals are computed in double-double arithmetic, lest they round too much. */
const WELL_CONDITIONED = 1e-6;

/** A subspace of the range, and the part of it that counts: the rest does not. */
interface Below {
  readonly all: Projector;
  readonly counted: Projector;
  readonly line: number;
  /** An estimate of how far the part that does not count is off, as a sine. */
  readonly error: number;
}

/** What a projector is made of: the range, and what is added to it or taken from it. */
interface Pieces {
  readonly range: Range;
  /** On the remainder's columns, which are orthogonal to the range, with their own error; null where they do not count. */
  readonly rest: { readonly projector: Projector; readonly skew: number } | null;
  /** What of the range does not count; null for nothing. */
  readonly below: Below | null;
}

/**
 * The projector on the column space of a tall matrix (d × m) by its decomposition, at the rank that a rule gives.
 * Null where the rule's line has many singular values of the range below it, or some of the remainder's on either
 * side: that takes a singular value decomposition. The bound that `parts` gives is an estimate: the energy of the
 * last residual and the rounding of a random walk.
 */
export function gramProjector(
  crew: Crew,
  shape: Shape,
  decomposition: Decomposition,
  rule: LineRule,
  stored: StoredType,
): Projector | null {
  const { columns, range } = decomposition;
  // A tolerance is relative to the largest singular value itself; for the other lines an estimate of it will do.
  const largest = rule.kind === 'tolerance' ? largestValue(crew, range) : decomposition.largest;
  const lines = rankLines(rule, { ...shape, stored, largest, frobenius: columns.frobenius });
  const small = directionsBelow(crew, decomposition, lines);
  const ranks = gramRank({ ...decomposition, largest }, lines, small?.values);
  if (!ranks) return null;
  const { rank, ranks: both, tolerance, leastKept, largestDropped } = ranks;
  const known = {
    d: shape.d,
    rank,
    ranks: both,
    tolerance,
    leastKept,
    largestDropped,
    method: decomposition.method,
    singularValues: null,
    subspaces: null,
    kind: 'estimate',
  } as const;
  if (rank === shape.d) return { ...known, ...identityOf(rank), leak: new Float64Array(shape.m) };
  const pieces = piecesOf(crew, decomposition, ranks, small);
  if (!pieces) return null;
  const parts = (v: readonly number[]): Parts => split(crew, v, pieces);
  return {
    ...known,
    errorBound: errorBound(pieces),
    leak: leakOf(decomposition, pieces, shape),
    parts,
    applyRow: (v) => parts(v).row,
  };
}

/** The directions with the least singular values, where a line runs through those of the range. */
function directionsBelow(
  crew: Crew,
  { range, remainder }: Decomposition,
  { storage, used }: RankLines,
): SmallDirections | null {
  const line = Math.max(storage, used);
  return remainder || isAbove(range, line) ? null : smallDirections(crew, range, line);
}

/** What the rank is made of; null where it takes some of the remainder, but not all that is above rounding. */
function piecesOf(
  crew: Crew,
  { range, remainder }: Decomposition,
  { rank, ranks, lines }: GramRank,
  small: SmallDirections | null,
): Pieces | null {
  if (small && rank < range.rank) {
    const { images, values, error } = small;
    const all = columnSpace(images, { kind: 'exact' });
    const relative = lines.used / (values[0] as number);
    const counted = columnSpace(images, { kind: 'tolerance', relative });
    return { range, rest: null, below: { all, counted, line: lines.used, error } };
  }
  if (!remainder || (rank === ranks.exact && rank === range.rank)) return { range, rest: null, below: null };
  if (rank === ranks.exact) return { range, rest: restOf(remainder, lines.exact), below: null };
  if (rank > range.rank) return null;
  const passes = tilted(crew.arena, range.passes, tiltOf(remainder), range.m);
  return { range: { ...range, passes }, rest: null, below: null };
}

/** The projector on the remainder's columns that are above the line, and how far their own errors turn it. */
function restOf({ residuals, norms, errors }: Remainder, line: number): Pieces['rest'] {
  const counts = (_: unknown, i: number): boolean => (norms[i] as number) > line;
  const kept = fromColumns(residuals.filter(counts));
  const relative = Math.min(0.5, line / norm2(norms));
  const projector = columnSpace(kept, { kind: 'tolerance', relative });
  const least = projector.singularValues?.values[projector.rank - 1] ?? 0;
  return { projector, skew: norm2(errors.filter(counts)) / least };
}

/** Both parts of `v`, with an estimate of their error. */
function split(crew: Crew, v: readonly number[], { range, rest, below }: Pieces): Parts {
  const { arena } = crew;
  const d = v.length;
  return arena.scope(() => {
    const at = arena.take(8 * d);
    arena.f64(at, d).set(v);
    const size = norm2(v);
    const { energy, rounding } = removeRange(crew, range, at, size, range.least < WELL_CONDITIONED);
    let nul = Array.from(arena.f64(at, d));
    let bound = Math.hypot(energy, rounding);
    if (rest) {
      const parts = rest.projector.parts(nul);
      nul = parts.null;
      bound = Math.hypot(bound, parts.bound, rest.skew * size);
    }
    if (below) {
      const all = below.all.parts(v);
      const counted = below.counted.parts(v);
      nul = nul.map((x, i) => x + (all.row[i] as number) - (counted.row[i] as number));
      bound = Math.hypot(bound, all.bound, counted.bound, below.error * size);
    }
    const row = zeros(d);
    for (let i = 0; i < d; i++) row[i] = (v[i] as number) - (nul[i] as number);
    return { row, null: nul, bound };
  });
}

function errorBound({ range, rest, below }: Pieces): number {
  const own = (8 * UNIT_ROUNDOFF) / Math.sqrt(range.least) + (rest?.skew ?? 0);
  const others = [rest?.projector, below?.all, below?.counted];
  return Math.min(
    1,
    others.reduce((sum, other) => sum + (other?.errorBound ?? 0), own),
  );
}

/** What each column of W has outside the projector's range: rounding, or what does not count. */
function leakOf(
  { columns, remainder, left }: Decomposition,
  { rest, below }: Pieces,
  { d, m }: Shape,
): Float64Array {
  const noise = left > 0 ? exactTolerance(d, m) : 4 * UNIT_ROUNDOFF;
  // A column is at most as far outside as the largest singular value that does not count.
  const cut = below ? below.line : 0;
  const leak = columns.norms.map((norm) => noise * norm + cut);
  if (remainder && !rest) {
    // What does not count is `E (I + YᵀY)⁻¹ [−Yᵀ, I]`: it is shared among all columns.
    const { rows } = tiltOf(remainder);
    for (const [i, norm] of remainder.norms.entries()) {
      const shares = rows[i] as Float64Array;
      for (let j = 0; j < m; j++) leak[j] = (leak[j] as number) + norm * Math.abs(shares[j] as number);
      const own = remainder.columns[i] as number;
      leak[own] = (leak[own] as number) + norm;
    }
  }
  return leak;
}
