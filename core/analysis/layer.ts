import type { RankRule, Rows } from '#core/document/schema.ts';
import { fromRows, hasRows, type Matrix } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { type ColumnSpaceOptions, columnSpace } from '#core/projector/columnSpace.ts';
import type { Projector } from '#core/projector/types.ts';

/** What depends on `W` and the rank rule alone. */
export interface Layer {
  /** The layer, d × m. */
  readonly W: Matrix;
  /** The 2-norms of its columns, length m. */
  readonly columnNorms: Float64Array;
  readonly projector: Projector;
}

let last: { readonly rows: Rows; readonly rule: RankRule; readonly layer: Layer } | null = null;

/**
 * The layer of a document. The last one is kept and answered again while `W` and the rule are the same entry
 * by entry, since a drag of `v`, `b` or `s` leaves them alone and a decomposition is by far the dearest step.
 */
export function layerOf(rows: Rows, rule: RankRule, options?: ColumnSpaceOptions): Layer {
  if (last && sameRule(last.rule, rule) && (last.rows === rows || hasRows(last.layer.W, rows))) {
    return last.layer;
  }
  const W = fromRows(rows);
  const layer = { W, columnNorms: columnNormsOf(W), projector: columnSpace(W, rule, options) };
  last = { rows, rule, layer };
  return layer;
}

const sameRule = (a: RankRule, b: RankRule): boolean =>
  a.kind === 'tolerance' && b.kind === 'tolerance' ? a.relative === b.relative : a.kind === b.kind;

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
