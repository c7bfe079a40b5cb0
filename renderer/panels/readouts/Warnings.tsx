import { TriangleAlert } from 'lucide-react';
import type { Warning } from '#core/analysis/types.ts';

/** What a reader of the numbers has to know; nothing when there is nothing. */
export function Warnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <section className="warnings">
      <ul>
        {warnings.map(({ code, text }) => (
          <li key={code}>
            <TriangleAlert size={14} aria-hidden="true" />
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
