import type { RankRule, Rows } from '#core/document/schema.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { fromRows, hasRows, type Matrix } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import type { HeldColumnSpaces } from '#core/projector/gram/held.ts';
import type { Projector } from '#core/projector/types.ts';
import type { Rank, Spectrum } from './types.ts';

/** What depends on `W` and the rank rule alone. */
export interface Layer {
  /** The layer, d × m. */
  readonly W: Matrix;
  /** The 2-norms of its columns, length m. */
  readonly columnNorms: Float64Array;
  /** What the entries of `x W` may be off by because those of `W` were computed, beside `‖x‖ ‖w_j‖`; 0: given. */
  readonly productError: number;
  readonly projector: Projector;
  readonly rank: Rank;
  readonly spectrum: Spectrum | null;
}

/** Whether what a rule leaves out of `W` is no more than rounding noise of the number format that it was stored in. */
export const cutsOnlyNoise = ({ used, storage }: Rank): boolean => used >= storage;

/** What finding a layer may be given. */
export interface LayerOptions {
  /** Hears the stage in words and the fraction of it that is done. */
  readonly onStage?: ((stage: string, fraction: number) => void) | undefined;
  /** The column spaces of large matrices; without them, every matrix is decomposed as a small one. */
  readonly largeSpaces?: HeldColumnSpaces | undefined;
}

interface Kept {
  readonly stored: StoredType;
  readonly rule: RankRule;
  readonly layer: Layer;
}

let last: Kept | null = null;
let lastRows: Rows | null = null;

/**
 * The layer of a document. The last one is kept and answered again while `W`, the format that it was stored in and the
 * rule are the same, since a drag of `v`, `b` or `s` leaves them alone and a decomposition is by far the dearest step.
 */
export function layerOf(rows: Rows, stored: StoredType, rule: RankRule, options?: LayerOptions): Layer {
  const W = last?.layer.W;
  const same = W && (lastRows === rows || hasRows(W, rows));
  const layer = layerOfMatrix(same ? W : fromRows(rows), stored, rule, options);
  lastRows = rows;
  return layer;
}

/** The layer of a matrix; the last one is kept, as long as the matrix is the same object. */
export function layerOfMatrix(
  W: Matrix,
  stored: StoredType,
  rule: RankRule,
  { onStage, largeSpaces }: LayerOptions = {},
): Layer {
  if (last?.layer.W === W && last.stored === stored && sameRule(last.rule, rule)) return last.layer;
  const projector =
    largeSpaces && isLarge(W)
      ? largeSpaces.projector(W, rule, stored, onStage)
      : columnSpace(W, rule, { stored, onProgress: onStage && ((f) => onStage(FINDING, f)) });
  const layer = layerBy(W, projector, rule);
  last = { stored, rule, layer };
  lastRows = null;
  return layer;
}

/** A layer whose projector gives first answers; null where W is not large, or where a certified one is as quick. */
export function firstLayerOf(rows: Rows, rule: RankRule, largeSpaces: HeldColumnSpaces): Layer | null {
  const W = fromRows(rows);
  const projector = isLarge(W) && rule.kind !== 'paper' ? largeSpaces.first(W) : null;
  return projector && layerBy(W, projector, rule);
}

const layerBy = (W: Matrix, projector: Projector, rule: RankRule): Layer => ({
  W,
  columnNorms: columnNormsOf(W),
  productError: 0,
  projector,
  rank: rankOf(projector, rule),
  spectrum: spectrumOf(projector),
});

const FINDING = 'Finding the column space of W';

/** More multiplications than this (320 × 320, 1000 × 170) are for the Gram matrix and several threads. */
const MOST_MULTIPLICATIONS = 3e7;

/** Whether a matrix is for the Gram matrix and several threads. */
export const isLarge = ({ rows, cols }: Matrix): boolean =>
  rows * cols * Math.min(rows, cols) > MOST_MULTIPLICATIONS;

const sameRule = (a: RankRule, b: RankRule): boolean =>
  a.kind === 'tolerance' && b.kind === 'tolerance' ? a.relative === b.relative : a.kind === b.kind;

/** What an analysis tells of the rank that a projector has by a rule. */
export const rankOf = (projector: Projector, rule: RankRule): Rank => ({
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
