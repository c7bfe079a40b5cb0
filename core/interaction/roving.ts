import { arrowsOf } from '#core/arrows/arrows.ts';
import type { ArrowId } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';

/** The visible arrow after (`by` = 1) or before (−1) another, round and round; null where none is visible. */
export function rove(document: Document, from: ArrowId | null, by: 1 | -1): ArrowId | null {
  const ids = arrowsOf(document)
    .map(({ id }) => id)
    .filter((id) => !document.view.hidden.includes(id));
  const at = from === null ? -1 : ids.indexOf(from);
  if (at < 0) return ids.at(by === 1 ? 0 : -1) ?? null;
  return ids[(at + by + ids.length) % ids.length] ?? null;
}
