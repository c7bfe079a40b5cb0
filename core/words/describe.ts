import type { Analysis } from '#core/analysis/types.ts';
import { arrowsOf } from '#core/arrows/arrows.ts';
import type { Document } from '#core/document/schema.ts';
import { formatNumber } from '#core/format/number.ts';
import { headline, plainSentence } from './headline.ts';

/** What the picture shows, in sentences for screen readers: the subspaces, every visible vector, the effect. */
export function describe(document: Document, analysis: Analysis): readonly string[] {
  const { rank, shape } = analysis;
  return [
    `The column space of W has dimension ${rank.value}, its null space ${shape.d - rank.value}.`,
    ...arrowsOf(document)
      .filter(({ id }) => !document.view.hidden.includes(id))
      .map((arrow) => {
        const entries = arrow.entries(document, analysis) ?? [];
        return `${arrow.name}: ${entries.map((x) => formatNumber(x, 2)).join(', ')}`;
      }),
    plainSentence(headline(document, analysis).sentence),
  ];
}
