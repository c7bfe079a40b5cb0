import { fromColumns, type Matrix } from '#core/linalg/matrix.ts';
import { columnSpace } from '../columnSpace.ts';
import type { RankLines } from '../rank.ts';
import type { Decomposition } from './decomposition.ts';
import type { Range } from './range.ts';
import { ritzColumns } from './remainder.ts';

/** The ranks of a matrix by its decomposition, and what is next to the line; as `Projector` has them. */
export interface GramRank {
  readonly rank: number;
  readonly ranks: { readonly exact: number; readonly storage: number };
  readonly tolerance: number;
  readonly leastKept: number;
  readonly largestDropped: number;
  readonly lines: RankLines;
}

/**
 * How many singular values are above each line. Null where a line runs through those of the range and its `least`
 * ones (all that are below any line, and more) are not given.
 */
export function gramRank(
  { range, largest, remainder }: Decomposition,
  lines: RankLines,
  leastOnes?: Float64Array,
): GramRank | null {
  const small = remainder ? singularValues(fromColumns(ritzColumns(remainder))) : new Float64Array(0);
  const least = leastOnes?.at(-1) ?? leastValue(range);
  const safely = (value: number): number => (leastOnes ? value : value / ESTIMATED);
  const above = (line: number): number | null => {
    if (safely(least) > line) return range.rank + small.filter((value) => value > line).length;
    return leastOnes ? range.rank - leastOnes.filter((value) => value <= line).length : null;
  };
  const exact = above(lines.exact);
  const storage = above(lines.storage);
  const rank = above(lines.used);
  if (exact === null || storage === null || rank === null) return null;
  const around = [...(leastOnes ?? [least]), ...small];
  const kept = rank - (range.rank - (leastOnes?.length ?? 1));
  const relative = (value: number | undefined): number => (largest > 0 ? (value ?? 0) / largest : 0);
  return {
    rank,
    ranks: { exact, storage },
    tolerance: relative(lines.used),
    leastKept: rank > 0 ? relative(around[kept - 1]) : 0,
    largestDropped: relative(around[kept]),
    lines,
  };
}

/** The singular values of a matrix with few columns, descending. */
function singularValues(matrix: Matrix): Float64Array {
  return columnSpace(matrix, { kind: 'exact' }).singularValues?.values ?? new Float64Array(0);
}

/** An estimate of a singular value may be so many times too large. */
const ESTIMATED = 2;

/** Whether every singular value of a range is above a line, however far off the estimate of the least one is. */
export const isAbove = (range: Range, line: number): boolean => leastValue(range) / ESTIMATED > line;

/** An estimate of the least singular value of the range's columns as they are. */
function leastValue(range: Range): number {
  const { least, scales } = range;
  let largestScale = 0;
  for (const scale of scales) largestScale = Math.max(largestScale, scale);
  return range.rank > 0 ? Math.sqrt(least) / largestScale : Number.POSITIVE_INFINITY;
}
