import type { Analysis, Figure } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import { norm, within } from '#core/linalg/bounded.ts';
import type { Arrow } from './types.ts';

/** The Euclidean norm of an arrow's entries, with its bound; null where the vector does not exist. */
export function normOf(arrow: Arrow, doc: Document, analysis: Analysis): Figure | null {
  const entries = arrow.entries(doc, analysis);
  if (!entries) return null;
  return norm([within(entries, arrow.bound(doc, analysis) * Math.sqrt(entries.length))]);
}
