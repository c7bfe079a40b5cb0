import { Fragment } from 'react';
import type { PairAnalysis } from '#core/analysis/types.ts';
import { formatFixed } from '#core/format/number.ts';
import { expansionOf } from '#core/words/terms.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';

/** The terms as a signed stacked bar: negative parts to the left of zero, positive ones to the right. */
export function TermsBar({ pair }: { readonly pair: PairAnalysis }) {
  const { store } = useApp();
  const highlighted = useAppState((state) => state.highlighted);
  const parts = expansionOf(pair.alpha.length).terms.map((term) => {
    const figure = term.figure(pair);
    const value = Math.abs(figure.value) <= figure.bound ? 0 : figure.value;
    return { term, value, text: formatFixed(figure).text };
  });
  const extent = parts.reduce((sum, { value }) => sum + Math.abs(value), 0);
  const sides = [parts.filter(({ value }) => value < 0), parts.filter(({ value }) => value > 0)];
  return (
    <>
      <div
        className="terms-bar"
        role="img"
        aria-label={parts.map(({ term, text }) => `${term.name} ${text}`).join(', ')}
      >
        {sides.map((side, i) => (
          <Fragment key={i === 0 ? 'negative' : 'positive'}>
            {i === 1 && sides[0]?.length !== 0 && <i className="zero" />}
            {side.map(({ term, value }) => (
              <span
                key={term.id}
                data-term={term.role}
                data-negative={value < 0 || undefined}
                data-lit={(highlighted.length > 0 && highlighted === term.arrows) || undefined}
                style={{ flexGrow: Math.abs(value) / extent }}
                onPointerEnter={() => store.setState({ highlighted: term.arrows })}
                onPointerLeave={() => store.setState({ highlighted: [] })}
              />
            ))}
          </Fragment>
        ))}
      </div>
      <p className="terms-legend">
        {parts.slice(0, 2).map(({ term, text }) => (
          <span key={term.id}>
            <i data-term={term.role} />
            {term.short} {text}
          </span>
        ))}
      </p>
    </>
  );
}
