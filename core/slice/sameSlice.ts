import type { Document, Rows } from '#core/document/schema.ts';
import type { Slice, TensorSource } from '#core/document/slice.ts';

/** Taking a slice again turns its unit vectors by no more than rounding, which is far less than this. */
const ROUNDING = 1e-12;

/** Whether two slices have the same axes but for rounding, so that coordinates along the ones are those along the others. */
export const sameAxes = (a: Slice, b: Slice): boolean => a === b || close(a.basis, b.basis);

/**
 * Whether what is found of all pairs of one slice is that of another: the same layer, pairs, directions, axes, rank rule
 * and readout. They may have another pair on screen.
 */
export function samePairs(a: Document, b: Document): boolean {
  const [one, other] = [a.slice, b.slice];
  if (!one || !other) return false;
  return (
    (a.V === b.V || close(a.V, b.V)) &&
    alike(a.readout, b.readout) &&
    alike(a.rank, b.rank) &&
    a.stored === b.stored &&
    (one === other ||
      (one.direction === other.direction &&
        sameLayer(one.layer, other.layer) &&
        sameAxes(one, other) &&
        close(one.V, other.V)))
  );
}

const alike = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Tensors within a document may have been edited, and are too many to compare: only files are known again. */
const sameSource = (a: TensorSource | null, b: TensorSource | null): boolean =>
  a === b || (a?.kind === 'file' && b?.kind === 'file' && alike(a, b));

const sameLayer = (a: Slice['layer'], b: Slice['layer']): boolean =>
  a === b ||
  (sameSource(a.W, b.W) &&
    sameSource(a.V, b.V) &&
    sameSource(a.base, b.base) &&
    sameSource(a.source, b.source) &&
    sameSource(a.labels, b.labels));

/** Whether no entry differs by more than rounding. */
function close(a: Rows, b: Rows): boolean {
  if (a.length !== b.length) return false;
  return a.every((row, i) => {
    const own = b[i];
    if (own?.length !== row.length) return false;
    const most = row.reduce((largest, x) => Math.max(largest, Math.abs(x)), 1) * ROUNDING;
    return row.every((x, j) => Math.abs(x - (own[j] as number)) <= most);
  });
}
