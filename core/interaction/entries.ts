import type { Analysis } from '#core/analysis/types.ts';
import { arrowOf } from '#core/arrows/arrows.ts';
import { directionScale } from '#core/arrows/directionScale.ts';
import type { ArrowId } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';

type Row = readonly number[];

/**
 * The document once an arrow has these entries (length d), typed by hand. A part of `v` is first projected on
 * its space, so that it stays a part; δ moves `s`. Null where that is no valid document, or the arrow is
 * derived or locked.
 */
export function setEntries(
  document: Document,
  analysis: Analysis,
  id: ArrowId,
  entries: Row,
): Document | null {
  const arrow = arrowOf(document, id);
  if (document.view.locked.includes(id)) return null;
  const { subspaces } = analysis;
  if (id === 'delta') return arrow.edit(document, analysis, plus(arrow.tail(document, analysis), entries));
  const drawn = arrow.group === 'direction' ? entries.map((x) => x * directionScale(document)) : entries;
  if (id === 'vRow') return subspaces && arrow.edit(document, analysis, projected(drawn, subspaces.column));
  if (id === 'vNull') return subspaces && arrow.edit(document, analysis, projected(drawn, subspaces.null));
  return arrow.edit(document, analysis, drawn);
}

const plus = (a: Row, b: Row): Row => a.map((x, i) => x + (b[i] ?? 0));

/** The projection on the span of orthonormal rows. */
function projected(x: Row, basis: readonly Row[]): Row {
  let sum: Row = x.map(() => 0);
  for (const q of basis) {
    const along = q.reduce((total, y, i) => total + y * (x[i] ?? 0), 0);
    sum = sum.map((y, i) => y + along * (q[i] ?? 0));
  }
  return sum;
}
