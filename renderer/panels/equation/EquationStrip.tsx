import { Fragment } from 'react';
import type { PairAnalysis } from '#core/analysis/types.ts';
import { shownPair } from '#core/arrows/arrows.ts';
import type { ArrowId } from '#core/arrows/types.ts';
import { formatFixed } from '#core/format/number.ts';
import { expansionOf, type Term } from '#core/words/terms.ts';
import { Tex } from '#renderer/maths/Tex.tsx';
import { FigureText } from '#renderer/number/FigureText.tsx';
import { useApp, useAppState, useFrame } from '#renderer/state/context.ts';
import './equation.css';

/** The expansion of the effect of v into its four terms, with the live number under each. */
export function EquationStrip() {
  const { document, analysis } = useFrame();
  const pair = shownPair(document, analysis);
  const { total, terms } = expansionOf(document.V.length);
  return (
    <footer className="equation">
      <TermCell term={total} pair={pair} />
      {terms.map((term, i) => (
        <Fragment key={term.id}>
          <span className="operator" aria-hidden="true">
            {i === 0 ? '=' : '+'}
          </span>
          <TermCell term={term} pair={pair} />
        </Fragment>
      ))}
    </footer>
  );
}

/** One term: hovering or focusing it lights its arrows, and an arrow that is hovered lights its terms. */
function TermCell({ term, pair }: { readonly term: Term; readonly pair: PairAnalysis }) {
  const { store } = useApp();
  const lit = useAppState(
    ({ hovered, highlighted }) => highlighted === term.arrows || concerns(term, hovered),
  );
  const figure = term.figure(pair);
  const light = (arrows: readonly ArrowId[]) => (): void => store.setState({ highlighted: arrows });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a formula, its number and its name is no fieldset
    <div
      role="group"
      aria-label={term.name}
      className="term"
      data-lit={lit || undefined}
      onPointerEnter={light(term.arrows)}
      onPointerLeave={light([])}
      onFocus={light(term.arrows)}
      onBlur={light([])}
    >
      <span className="term-formula">
        <Tex tex={term.tex} plain={term.plain} colour={term.role} />
      </span>
      <strong data-role={term.role}>
        <FigureText figure={figure} format={formatFixed} name={term.name} />
      </strong>
      <small>{term.name}</small>
    </div>
  );
}

const concerns = (term: Term, arrow: ArrowId | null): boolean =>
  arrow !== null && term.arrows.includes(arrow);
