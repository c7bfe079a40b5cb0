import { TriangleAlert } from 'lucide-react';
import type { Rank, Warning } from '#core/analysis/types.ts';
import { otherRule, ruleName } from '#core/words/rank.ts';
import { useApp } from '#renderer/state/context.ts';
import { changeRule } from '#renderer/state/slice.ts';

interface Props {
  readonly warnings: readonly Warning[];
  readonly rank: Rank;
}

/** What a reader of the numbers has to know; nothing when there is nothing. */
export function Warnings({ warnings, rank }: Props) {
  if (warnings.length === 0) return null;
  return (
    <section className="warnings">
      <ul>
        {warnings.map(({ code, text }) => (
          <li key={code}>
            <TriangleAlert size={14} aria-hidden="true" />
            <span>
              {text} {(code === 'ranksDiffer' || code === 'paperRule') && <OtherRule rank={rank} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Takes the rule that the warning weighs the chosen one against. */
function OtherRule({ rank }: { readonly rank: Rank }) {
  const app = useApp();
  const other = otherRule(rank.rule);
  return (
    <button type="button" onClick={() => changeRule(app, { rank: other })}>
      Use {ruleName(other)}
    </button>
  );
}
