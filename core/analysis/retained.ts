import { isZero, ratio } from '#core/linalg/figure.ts';
import type { Direction } from './direction.ts';
import type { Figure } from './types.ts';

/** The change of the readout by a patch, and by the patch with the raw and the unit row part. */
export interface PatchChanges {
  readonly das: Figure;
  readonly row: Figure;
  readonly rowUnit: Figure | null;
}

/** The share of the effect of `v` that a row patch keeps; null where `v` has no effect to keep a share of. */
export interface Retained {
  readonly raw: Figure | null;
  readonly unit: Figure | null;
}

/**
 * One direction: every effect is a multiple of `v_row W`, so whatever the readout the raw patch keeps
 * `(δ·v_row) / (δ·v)` and the unit patch that over `‖v_row‖²`. Several directions: the ratio of the changes
 * of the readout.
 */
export function retained(
  direction: Direction,
  alpha: readonly Figure[],
  alphaRow: readonly Figure[],
  changes: PatchChanges,
): Retained {
  if (isZero(direction.rowNorm)) return { raw: null, unit: null };
  if (direction.v.length > 1) {
    return {
      raw: ratio(changes.row, changes.das),
      unit: changes.rowUnit && ratio(changes.rowUnit, changes.das),
    };
  }
  const raw = ratio(alphaRow[0] as Figure, alpha[0] as Figure);
  const half = raw && ratio(raw, direction.rowNorm);
  return { raw, unit: half && ratio(half, direction.rowNorm) };
}
