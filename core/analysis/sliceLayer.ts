import type { RankRule, Rows } from '#core/document/schema.ts';
import type { Slice } from '#core/document/slice.ts';
import { type BoundedVector, within } from '#core/linalg/bounded.ts';
import { fromRows } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { gamma, UNIT_ROUNDOFF } from '#core/linalg/rounding.ts';
import type { Parts, Projector } from '#core/projector/types.ts';
import { type Layer, rankOf } from './layer.ts';

interface Kept {
  readonly slice: Slice;
  readonly rule: RankRule;
  readonly layer: Layer;
}

let last: Kept | null = null;

/**
 * The layer of an exact slice: `B W` (3 × m), whose column space is spanned by those axes that lie in the layer's, and
 * the rank of the whole layer. The last one is kept and answered again, since a drag leaves it alone.
 */
export function sliceLayer(rows: Rows, slice: Slice, rule: RankRule): Layer {
  if (last?.slice === slice && last.rule === rule) return last.layer;
  const projector = axisProjector(slice);
  const layer: Layer = {
    W: fromRows(rows),
    columnNorms: Float64Array.from(slice.columnNorms),
    productError: Math.sqrt(3) * gamma(slice.basis[0]?.length ?? 0),
    projector,
    rank: rankOf(projector, rule),
    spectrum: null,
  };
  last = { slice, rule, layer };
  return layer;
}

/** What making the coordinates of a pair may be off by, beside the coordinates, and beside the whole vector. */
const COORDINATE = 4 * UNIT_ROUNDOFF;
const SECOND_ORDER = 2 ** -80;

/** A base or source of a slice, with the rounding of its coordinates. */
export const coordinates = (values: readonly number[], wholeNorm: number): BoundedVector =>
  within(values, COORDINATE * norm2(values) + SECOND_ORDER * wholeNorm);

/** The projector on those axes of a slice that lie in the column space. */
function axisProjector({ basis, spaces, error, rank, certificate, leak }: Slice): Projector {
  const kept = (space: 'column' | 'null', v: readonly number[]): number[] =>
    v.map((x, i) => (spaces[i] === space ? x : 0));
  const axesIn = (space: 'column' | 'null'): number[][] =>
    spaces.flatMap((own, i) => (own === space ? [spaces.map((_, j) => (i === j ? 1 : 0))] : []));
  const parts = (v: readonly number[]): Parts => ({
    row: kept('column', v),
    null: kept('null', v),
    bound: error * norm2(v),
  });
  return {
    d: basis[0]?.length ?? 0,
    rank: rank.used,
    ranks: { exact: rank.exact, storage: rank.storage },
    tolerance: rank.tolerance,
    leastKept: rank.leastKept,
    largestDropped: rank.largestDropped,
    method: certificate.method,
    errorBound: error,
    singularValues: null,
    kind: certificate.kind,
    leak: Float64Array.from(leak),
    applyRow: (v) => parts(v).row,
    parts,
    subspaces: { column: axesIn('column'), null: axesIn('null') },
  };
}
