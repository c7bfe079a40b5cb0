import type { Document } from '#core/document/schema.ts';
import type { Slice } from '#core/document/slice.ts';
import { weightsOf } from './readout.ts';

/** One of the principal directions of a DAS subspace (k > 1) beside the others. */
export interface DirectionShare {
  /** The angle to the column space, radians. */
  readonly angle: number;
  readonly alphaRow: number;
  readonly alphaNull: number;
  /** The change of the readout by patching along it, and the part of that which is the missing effect; null under the norm, which is not additive. */
  readonly effect: number | null;
  readonly missing: number | null;
}

/**
 * The principal directions of the subspace that a slice is of, as they were when it was taken, with their shares of the
 * effect and of the illusion: under a linear readout these add up to those of the whole subspace.
 */
export function directionShares({ readout }: Document, { directions }: Slice): readonly DirectionShare[] {
  const { cosines, alphaRow, alphaNull, images } = directions;
  const weights = images && weightsOf(readout, images[0]?.length ?? 0);
  return cosines.map((cosine, i) => {
    const row = alphaRow[i] ?? 0;
    const nul = alphaNull[i] ?? 0;
    const gain = weights && (images[i] ?? []).reduce((sum, x, j) => sum + x * (weights[j] ?? 0), 0);
    return {
      angle: Math.acos(Math.min(1, cosine)),
      alphaRow: row,
      alphaNull: nul,
      effect: gain === null ? null : (row + nul) * gain,
      missing: gain === null ? null : nul * gain,
    };
  });
}
