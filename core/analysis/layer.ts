import type { RankRule, Rows } from '#core/document/schema.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { fromRows, hasRows, type Matrix } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { type ColumnSpaceOptions, columnSpace } from '#core/projector/columnSpace.ts';
import type { Projector } from '#core/projector/types.ts';
import type { Rank, Spectrum } from './types.ts';

/** What depends on `W` and the rank rule alone. */
export interface Layer {
  /** The layer, d × m. */
  readonly W: Matrix;
  /** The 2-norms of its columns, length m. */
  readonly columnNorms: Float64Array;
  readonly projector: Projector;
  readonly rank: Rank;
  readonly spectrum: Spectrum | null;
}

/** Whether what a rule leaves out of `W` is no more than rounding noise of the number format that it was stored in. */
export const cutsOnlyNoise = ({ used, storage }: Rank): boolean => used >= storage;

interface Kept {
  readonly rows: Rows;
  readonly stored: StoredType;
  readonly rule: RankRule;
  readonly layer: Layer;
}

let last: Kept | null = null;

/**
 * The layer of a document. The last one is kept and answered again while `W`, the format that it was stored in and the
 * rule are the same, since a drag of `v`, `b` or `s` leaves them alone and a decomposition is by far the dearest step.
 */
export function layerOf(
  rows: Rows,
  stored: StoredType,
  rule: RankRule,
  options?: Pick<ColumnSpaceOptions, 'onProgress'>,
): Layer {
  if (last && last.stored === stored && sameRule(last.rule, rule) && sameRows(last, rows)) return last.layer;
  const W = fromRows(rows);
  const projector = columnSpace(W, rule, { ...options, stored });
  const layer: Layer = {
    W,
    columnNorms: columnNormsOf(W),
    projector,
    rank: rankOf(projector, rule),
    spectrum: spectrumOf(projector),
  };
  last = { rows, stored, rule, layer };
  return layer;
}

const sameRows = (kept: Kept, rows: Rows): boolean => kept.rows === rows || hasRows(kept.layer.W, rows);

const sameRule = (a: RankRule, b: RankRule): boolean =>
  a.kind === 'tolerance' && b.kind === 'tolerance' ? a.relative === b.relative : a.kind === b.kind;

const rankOf = (projector: Projector, rule: RankRule): Rank => ({
  exact: projector.ranks.exact,
  storage: projector.ranks.storage,
  used: projector.rank,
  rule,
  tolerance: rule.kind === 'paper' ? null : projector.tolerance,
  leastKept: projector.leastKept,
  largestDropped: projector.largestDropped,
  method: projector.method,
});

const spectrumOf = ({ singularValues }: Projector): Spectrum | null =>
  singularValues && { values: Array.from(singularValues.values), bound: singularValues.bound };

/** The 2-norm of every column, length m. */
function columnNormsOf({ rows: d, cols: m, data }: Matrix): Float64Array {
  const norms = new Float64Array(m);
  const column = new Float64Array(d);
  for (let j = 0; j < m; j++) {
    for (let i = 0; i < d; i++) column[i] = data[i * m + j] as number;
    norms[j] = norm2(column);
  }
  return norms;
}
