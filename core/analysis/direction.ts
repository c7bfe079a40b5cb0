import type { Rows } from '#core/document/schema.ts';
import { type BoundedVector, dividedBy, exact, norm, within } from '#core/linalg/bounded.ts';
import { isZero, ratio, times } from '#core/linalg/figure.ts';
import type { Projector } from '#core/projector/types.ts';
import { angleOf } from './angle.ts';
import { percentileOf } from './baseline.ts';
import { orthonormality } from './orthonormality.ts';
import type { Analysis, Figure } from './types.ts';

/** `V`, its two parts and their unit vectors (null where a part is zero), k × d each, with their norms. */
export interface Direction {
  readonly rows: Rows;
  readonly v: readonly BoundedVector[];
  readonly vRow: readonly BoundedVector[];
  readonly vNull: readonly BoundedVector[];
  readonly vRowUnit: readonly BoundedVector[] | null;
  readonly vNullUnit: readonly BoundedVector[] | null;
  readonly norm: Figure;
  readonly rowNorm: Figure;
  readonly nullNorm: Figure;
}

/** Cuts `V` (k × d) in two by the projector. The units are of the Frobenius norm, as in the notebook. */
export function cutDirection(V: Rows, projector: Projector): Direction {
  const v: BoundedVector[] = [];
  const vRow: BoundedVector[] = [];
  const vNull: BoundedVector[] = [];
  for (const row of V) {
    const parts = projector.parts(row);
    v.push(exact(row));
    vRow.push(within(parts.row, parts.bound));
    vNull.push(within(parts.null, parts.bound));
  }
  const rowNorm = norm(vRow);
  const nullNorm = norm(vNull);
  return {
    rows: V,
    v,
    vRow,
    vNull,
    vRowUnit: unitOf(vRow, rowNorm),
    vNullUnit: unitOf(vNull, nullNorm),
    norm: norm(v),
    rowNorm,
    nullNorm,
  };
}

const unitOf = (rows: readonly BoundedVector[], size: Figure): BoundedVector[] | null =>
  isZero(size) ? null : rows.map((row) => dividedBy(row, size));

/** The part of the analysis that describes the direction alone. */
export function describeDirection(direction: Direction, projector: Projector): Analysis['direction'] {
  const share = ratio(direction.rowNorm, direction.norm);
  const rowShare = share ? times(share, share) : { value: 0, bound: 1 };
  const { rank, d } = projector;
  return {
    v: direction.rows,
    vRow: valuesOf(direction.vRow),
    vNull: valuesOf(direction.vNull),
    vRowUnit: direction.vRowUnit && valuesOf(direction.vRowUnit),
    vNullUnit: direction.vNullUnit && valuesOf(direction.vNullUnit),
    norm: direction.norm,
    rowNorm: direction.rowNorm,
    nullNorm: direction.nullNorm,
    rowShare,
    randomShare: rank / d,
    percentile: direction.v.length === 1 ? percentileOf(rowShare, rank, d) : null,
    angle: angleOf(direction, projector),
    orthonormality: orthonormality(direction.v),
  };
}

const valuesOf = (rows: readonly BoundedVector[]): (readonly number[])[] => rows.map((row) => row.values);
