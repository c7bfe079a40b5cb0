import type { Analysis, Figure } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import { norm } from '#core/linalg/bounded.ts';
import type { Arrow } from './types.ts';

/** The Euclidean norm of an arrow's entries, with its bound; null where the vector does not exist. */
export function normOf(arrow: Arrow, doc: Document, analysis: Analysis): Figure | null {
  const entries = arrow.entries(doc, analysis);
  if (!entries) return null;
  const bounds = entries.map((_, i) => arrow.bound(doc, analysis, i));
  return norm([{ values: entries, bounds, normBound: 0 }]);
}
