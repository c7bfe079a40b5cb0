import type { Crew } from '#core/kernels/crew.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { fromColumns, type Matrix } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '../columnSpace.ts';
import { identityOf } from '../onto.ts';
import { exactTolerance, type LineRule, rankLines } from '../rank.ts';
import type { Parts, Projector } from '../types.ts';
import type { Decomposition } from './decomposition.ts';
import type { Equilibration } from './equilibration.ts';
import { gramRank } from './gramRank.ts';
import { largestValue } from './largestValue.ts';
import type { Remainder } from './remainder.ts';

/**
 * The projector on the column space of a matrix with fewer rows than columns (d < m), by the decomposition of its
 * transpose: the identity where its rows are independent, else what the dependences among the rows leave. For
 * `w_j = Σ y_ij w_i` says that `e_j − Σ y_ij e_i` is in the null space. Null where the rule draws its line among
 * the singular values that the decomposition does not tell apart.
 */
export function wideProjector(
  crew: Crew,
  decomposition: Decomposition,
  { d, m }: { readonly d: number; readonly m: number },
  rule: LineRule,
  stored: StoredType,
): Projector | null {
  const { range, remainder, left, method, columns } = decomposition;
  const largest = rule.kind === 'tolerance' ? largestValue(crew, range) : decomposition.largest;
  const context = { d, m, stored, largest, frobenius: columns.frobenius };
  const ranks = gramRank({ ...decomposition, largest }, rankLines(rule, context));
  if (!ranks) return null;
  const { rank, ranks: both, tolerance, leastKept, largestDropped } = ranks;
  const known = {
    d,
    rank,
    ranks: both,
    tolerance,
    leastKept,
    largestDropped,
    method,
    singularValues: null,
    subspaces: null,
    kind: 'estimate',
  } as const;
  if (rank === d) return { ...known, ...identityOf(d), leak: new Float64Array(m) };
  if (rank > range.rank || (left > 0 && !remainder)) return null;
  const basis = nullDirections(columns, remainder, d);
  // `row` and `null` change places: this is the projector on the null space.
  const complement = columnSpace(basis, { kind: 'exact' });
  const parts = (v: readonly number[]): Parts => {
    const { row, null: nul, bound } = complement.parts(v);
    return { row: nul, null: row, bound };
  };
  const noise = remainder ? norm2(remainder.norms) : exactTolerance(d, m) * columns.frobenius;
  return {
    ...known,
    errorBound: complement.errorBound,
    leak: new Float64Array(m).fill(noise),
    parts,
    applyRow: (v) => parts(v).row,
  };
}

/** The directions of the null space as columns: those of zero rows, and one for each dependent row. */
function nullDirections({ norms }: Equilibration, remainder: Remainder | null, d: number): Matrix {
  const directions: Float64Array[] = [];
  for (let i = 0; i < d; i++) if (norms[i] === 0) directions.push(new Float64Array(d).fill(1, i, i + 1));
  for (const [c, coefficients] of (remainder?.coefficients ?? []).entries()) {
    const direction = coefficients.map((y) => -y);
    direction[remainder?.columns[c] as number] = 1;
    directions.push(direction);
  }
  return fromColumns(directions);
}
