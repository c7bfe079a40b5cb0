import type { Document } from '#core/document/schema.ts';
import type { Engine } from '#core/engine/contract.ts';
import { decodeColumn } from '#core/engine/numberColumn.ts';
import type { Survey } from '#core/pairs/survey.ts';
import { SURVEY_COLUMNS, type SurveyColumn } from '#core/pairs/surveyColumns.ts';
import { surveyOfAnalysis } from '#core/pairs/surveyOfAnalysis.ts';
import { samePairs } from '#core/slice/sameSlice.ts';
import { reportError } from './session.ts';
import type { AppStore, State } from './store.ts';

/** Numbers of all pairs, or of evenly spaced ones, and the document that they are of. */
export interface ShownSurvey {
  readonly document: Document;
  /** How many pairs there are; every `step`-th is here. */
  readonly n: number;
  readonly step: number;
  readonly columns: Survey['columns'];
  readonly labels: Survey['labels'];
  /** δ of each, for the picture; null where that has another number of dimensions. */
  readonly cloud: { readonly points: Float32Array; readonly rings: Float32Array } | null;
}

/** The most pairs that are drawn. */
const MOST_DRAWN = 100_000;

/** Of so many pairs a survey is taken as soon as something changes; of more, when it is asked for. */
const AT_ONCE = 50_000;

/** How many pairs a document has. */
export const pairCount = ({ slice, base }: Document): number => slice?.n ?? base.length;

/** Whether a survey of one document is that of another: pairs as they are, the same directions, rule and readout. */
export const sameSurvey = (a: Document, b: Document): boolean =>
  a.slice || b.slice
    ? samePairs(a, b)
    : a.V === b.V &&
      a.readout === b.readout &&
      a.rank === b.rank &&
      a.W === b.W &&
      a.base === b.base &&
      a.source === b.source &&
      a.direction === b.direction;

/** Whether a survey of this document waits to be asked for. */
export const waitsToBeAsked = (document: Document): boolean => pairCount(document) > AT_ONCE;

/** Keeps the survey in step with the document at rest while the pairs are shown. Returns a function that stops it. */
export function keepSurvey(store: AppStore, engine: Engine): () => void {
  let asked: Document | null = null;
  let controller: AbortController | null = null;

  function wake({ frame, draft, pairsShown }: State): void {
    if (!pairsShown || !frame || draft || frame.draft) return;
    const { document } = frame;
    if (pairCount(document) < 2 || waitsToBeAsked(document)) return;
    if (asked && sameSurvey(asked, document)) return;
    asked = document;
    controller?.abort();
    controller = new AbortController();
    void takeSurvey(store, engine, controller.signal);
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (
      state.frame !== before.frame ||
      state.draft !== before.draft ||
      state.pairsShown !== before.pairsShown
    ) {
      wake(state);
    }
  });
  wake(store.getState());
  return () => {
    controller?.abort();
    unsubscribe();
  };
}

/** Takes a survey of the document on screen. */
export async function takeSurvey(store: AppStore, engine: Engine, signal?: AbortSignal): Promise<void> {
  const { frame } = store.getState();
  if (!frame) return;
  const { document, analysis } = frame;
  if (!document.slice) {
    const { n, columns, labels } = surveyOfAnalysis(document, analysis);
    store.setState({ survey: { document, n, step: 1, columns, labels, cloud: cloudOf(columns, labels) } });
    return;
  }
  const own = new AbortController();
  signal?.addEventListener('abort', () => own.abort());
  try {
    const found = await engine.request(
      'surveyPairs',
      { document, most: MOST_DRAWN },
      {
        signal: own.signal,
        onProgress: ({ fraction }) => {
          if (!own.signal.aborted) store.setState({ surveying: { fraction, stop: () => own.abort() } });
        },
      },
    );
    const columns = Object.fromEntries(
      SURVEY_COLUMNS.map((name) => [name, decodeColumn(found.columns[name])]),
    ) as Record<SurveyColumn, Float64Array>;
    const labels = found.labels && {
      classes: found.labels.classes,
      codes: Int32Array.from(decodeColumn(found.labels.codes)),
    };
    const { n, step } = found;
    store.setState({ survey: { document, n, step, columns, labels, cloud: cloudOf(columns, labels) } });
  } catch (error) {
    reportError(store, error);
  }
  if (!own.signal.aborted || !signal?.aborted) store.setState({ surveying: null });
}

/** δ of each pair as points; the pairs of every second class are rings. */
function cloudOf({ x, y, z }: Survey['columns'], labels: Survey['labels']): ShownSurvey['cloud'] {
  const points = new Float32Array(3 * x.length);
  for (let i = 0; i < x.length; i++) points.set([x[i] as number, y[i] as number, z[i] as number], 3 * i);
  const rings = Float32Array.from(x, (_, i) => (labels?.codes[i] ?? 0) % 2);
  return { points, rings };
}
