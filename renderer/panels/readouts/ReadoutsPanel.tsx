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
    <aside className="readouts panel-scroll" aria-label="Readouts">
      <section aria-label="Missing effect">
        <Headline document={document} analysis={analysis} />
        <TermsBar pair={pair} />
      </section>
      <Warnings warnings={analysis.warnings} />
      <Outputs pair={pair} />
      <Geometry analysis={analysis} pair={pair} />
      <Checks pair={pair} />
    </aside>
  );
}
