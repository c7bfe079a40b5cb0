import { X } from 'lucide-react';
import { useMemo } from 'react';
import { formatNumber } from '#core/format/number.ts';
import { metricsOf } from '#core/pairs/metrics.ts';
import { alphaPlot, dormancyPlot, effectPlot, retainedPlot } from '#core/plots/pairPlots.ts';
import { useApp, useAppState, useFrame } from '#renderer/state/context.ts';
import { showPair } from '#renderer/state/pairs.ts';
import {
  pairCount,
  type ShownSurvey,
  sameSurvey,
  takeSurvey,
  waitsToBeAsked,
} from '#renderer/state/survey.ts';
import { PlotView } from './PlotView.tsx';
import './plots.css';

/** Below the picture: every pair at once, in four plots that share their selection, and the metrics of papers. */
export function PairsPanel() {
  const { store, engine } = useApp();
  const { document } = useFrame();
  const survey = useAppState((state) => state.survey);
  const surveying = useAppState((state) => state.surveying);
  const n = pairCount(document);
  const stale = useMemo(() => !survey || !sameSurvey(survey.document, document), [survey, document]);
  const sampled =
    survey && survey.step > 1 ? `, every ${survey.step}th of ${survey.n.toLocaleString('en')}` : '';
  return (
    <section className="pairs" aria-label="All pairs">
      <header className="pairs-head">
        <h2>All pairs</h2>
        <span className="muted">
          {survey
            ? `${survey.columns.alpha.length.toLocaleString('en')} pairs${sampled}`
            : `${n.toLocaleString('en')} pairs`}
        </span>
        {surveying && (
          <>
            <progress aria-label="Patching the pairs" value={surveying.fraction} />
            <button type="button" className="button" onClick={surveying.stop}>
              Stop
            </button>
          </>
        )}
        {stale && !surveying && (
          <button type="button" className="button" onClick={() => void takeSurvey(store, engine)}>
            {survey ? 'Out of date: compute again' : 'Compute'}
          </button>
        )}
        <span className="spacer" />
        <button
          type="button"
          className="button quiet icon"
          aria-label="Hide the pairs"
          onClick={() => store.setState({ pairsShown: false })}
        >
          <X size={14} aria-hidden="true" />
        </button>
      </header>
      {survey ? (
        <Plots survey={survey} />
      ) : (
        !surveying &&
        waitsToBeAsked(document) && (
          <p className="muted pairs-empty">
            {n.toLocaleString('en')} pairs are read from their files once, when you ask for it; the picture
            and the numbers of the pair on screen do not wait for that.
          </p>
        )
      )}
    </section>
  );
}

/** Pixels of a plot; it is scaled to its place, which is about as wide. */
const SIZE = { width: 300, height: 205 } as const;

function Plots({ survey }: { readonly survey: ShownSurvey }) {
  const app = useApp();
  const { document } = useFrame();
  const shown = document.slice?.pair ?? document.pair;
  const plots = useMemo(
    () => ({
      pairs: [alphaPlot(survey, SIZE), effectPlot(survey, SIZE)],
      sums: [retainedPlot(survey, SIZE), dormancyPlot(survey, SIZE)],
    }),
    [survey],
  );
  const selected = shown % survey.step === 0 ? shown / survey.step : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="pairs-scroll" tabIndex={0} aria-label="Plots of the pairs">
      <div className="plots">
        {plots.pairs.map((plot) => (
          <PlotView
            key={plot.id}
            plot={plot}
            selected={selected}
            onSelect={(row) => showPair(app, row * survey.step)}
          />
        ))}
        {plots.sums.map((plot) => (
          <PlotView key={plot.id} plot={plot} selected={null} />
        ))}
      </div>
      <Metrics survey={survey} />
    </section>
  );
}

/** The metrics of papers, each with its definition; they are about logit differences. */
function Metrics({ survey }: { readonly survey: ShownSurvey }) {
  const difference = survey.document.readout.kind === 'difference';
  return (
    <div className="metrics">
      <h3>Metrics</h3>
      {difference ? (
        <dl className="figures">
          {metricsOf(survey.columns).map(({ name, value, definition }) => (
            <div key={name} title={definition}>
              <dt>
                {name} <small>{definition}</small>
              </dt>
              <dd>{Number.isFinite(value) ? formatNumber(value, 4) : '–'}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="muted">
          Interchange accuracy and FLDD are about logit differences: choose a difference of two outputs as the
          readout.
        </p>
      )}
    </div>
  );
}
