import { normalised } from '#core/document/edit.ts';
import { DOCUMENT_VERSION, type Document, type Rows } from '#core/document/schema.ts';
import type { Slice } from '#core/document/slice.ts';
import { fittingReadout } from '#core/document/tensors.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { lift } from './coordinates.ts';
import type { Taken } from './takeSlice.ts';

/** What a document keeps when another slice of its instance is taken. */
export type Kept = Pick<Document, 'title' | 'stored' | 'rank' | 'readout' | 'view'>;

/** A direction of this length is of length 1 but for the rounding of the number format that it was stored in. */
const NEARLY_UNIT = 1e-6;

/** The document of an exact slice. Its direction keeps length 1 while it is edited where it has that length now. */
export function sliceDocument(taken: Taken, layer: Slice['layer'], kept: Kept): Document {
  const m = taken.W[0]?.length ?? 0;
  return {
    format: 'nullscope',
    version: DOCUMENT_VERSION,
    ...kept,
    W: taken.W,
    V: [taken.v],
    base: [taken.base],
    source: [taken.source],
    pair: 0,
    direction: 0,
    unitLength: Math.abs(norm2(taken.v) - 1) <= NEARLY_UNIT,
    readout: fittingReadout(kept.readout, m),
    slice: { ...taken.slice, layer },
  };
}

/** The direction on screen in all d dimensions: what dragging it within the slice made of the real one. */
export function liftedDirection(doc: Document, slice: Slice): readonly number[] {
  return lift(slice.basis, doc.V[doc.direction] ?? []);
}

/**
 * All k directions in d dimensions as they stand, k × d: the one on screen as it was dragged, and the others, for
 * k > 1 and while lengths are kept, orthonormal to it again (Gram–Schmidt, twice).
 */
export function liftedDirections(doc: Document, slice: Slice): Rows {
  const v = liftedDirection(doc, slice);
  const old = slice.V[slice.direction] ?? [];
  const same = v.every((x, i) => Math.abs(x - (old[i] ?? 0)) <= UNMOVED);
  if (same) return slice.V;
  const basis: (readonly number[])[] = [normalised(v) ?? v];
  return slice.V.map((row, i) => {
    if (i === slice.direction) return v;
    if (!doc.unitLength) return row;
    let rest = row;
    for (let pass = 0; pass < 2; pass++) {
      for (const q of basis) {
        const along = rest.reduce((sum, x, j) => sum + x * (q[j] ?? 0), 0);
        rest = rest.map((x, j) => x - along * (q[j] ?? 0));
      }
    }
    const kept = normalised(rest) ?? row;
    basis.push(kept);
    return kept;
  });
}

/** A direction that went through its coordinates and was not moved is off by no more than this per entry. */
const UNMOVED = 1e-14;
