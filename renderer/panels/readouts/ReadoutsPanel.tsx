import { shownPair } from '#core/arrows/arrows.ts';
import { useFrame } from '#renderer/state/context.ts';
import { Checks } from './Checks.tsx';
import { Geometry } from './Geometry.tsx';
import { Headline } from './Headline.tsx';
import { Outputs } from './Outputs.tsx';
import { TermsBar } from './TermsBar.tsx';
import { Warnings } from './Warnings.tsx';
import './readouts.css';

/** The answer: headline, what it is made of, every output, the geometry behind it, the checks on it. */
export function ReadoutsPanel() {
  const { document, analysis } = useFrame();
  const pair = shownPair(document, analysis);
  return (
    <section className="readouts" aria-label="Readouts">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="readouts-scroll" tabIndex={0}>
        <section>
          <Headline document={document} analysis={analysis} />
          <TermsBar pair={pair} />
        </section>
        <Warnings warnings={analysis.warnings} rank={analysis.rank} />
        <Outputs pair={pair} />
        <Geometry analysis={analysis} pair={pair} />
      </div>
      <Checks pair={pair} />
    </section>
  );
}
