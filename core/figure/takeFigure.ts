import { AnalysisError, analyze } from '#core/analysis/analyze.ts';
import type { Document } from '#core/document/schema.ts';
import { type LoadOptions, loadLayer } from '#core/instance/loadInstance.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { type Survey, surveyPairs } from '#core/pairs/survey.ts';
import { SURVEY_COLUMNS } from '#core/pairs/surveyColumns.ts';
import { surveyOfAnalysis } from '#core/pairs/surveyOfAnalysis.ts';
import type { PairsSubject } from '#core/plots/pairPlots.ts';
import type { HeldColumnSpaces } from '#core/projector/gram/held.ts';
import type { Analysed, FigureSubject } from './panels.ts';
import { refusalOf } from './panels.ts';
import { type FigureSettings, isPlot, MOST_PIXELS } from './settings.ts';

/** What the numbers of a figure may be computed with. */
export interface TakeOptions {
  readonly load?: LoadOptions | undefined;
  readonly crew?: (() => Crew) | undefined;
  readonly columnSpaces?: HeldColumnSpaces | undefined;
  readonly onStage?: ((stage: string, fraction: number) => void) | undefined;
}

/** The most pairs that a figure shows, evenly spaced where there are more: as in the window. */
const MOST_PAIRS = 100_000;

/** Whether a figure shows pairs, or the spectrum, for which it has to read files. */
export const needsPairs = ({ panels, hide }: FigureSettings): boolean =>
  panels.some((kind) => isPlot(kind) && kind !== 'spectrum') ||
  (panels.includes('picture') && !hide.includes('cloud'));

export const needsSpectrum = ({ panels }: FigureSettings): boolean => panels.includes('spectrum');

let last: { readonly key: string; readonly pairs: PairsSubject | null } | null = null;

/**
 * Everything that a figure of a document is drawn from.
 *
 * @throws {AnalysisError} with a sentence where a panel cannot be drawn, or the figure has too many pixels.
 */
export function takeFigure(
  document: Document,
  before: Document | null,
  settings: FigureSettings,
  options: TakeOptions = {},
): FigureSubject {
  const { columnSpaces, onStage } = options;
  const { width, height, dpi } = settings;
  if (width * height * (dpi / 72) ** 2 > MOST_PIXELS) {
    throw new AnalysisError(
      `This figure would have over ${MOST_PIXELS / 1e6} million pixels at ${dpi} dpi: choose fewer dpi, or a smaller one.`,
    );
  }
  const analysed = (own: Document): Analysed => ({
    document: own,
    analysis: analyze(own, { onProgress: onStage, largeSpaces: columnSpaces }),
  });
  const now = analysed(document);
  const subject: FigureSubject = {
    ...now,
    before: before && settings.panels.includes('before') ? analysed(before) : null,
    pairs: needsPairs(settings) ? pairsOf(now, options) : null,
    spectrum: needsSpectrum(settings) ? spectrumOf(now, options) : null,
  };
  for (const kind of settings.panels) {
    const refusal = refusalOf(kind, subject);
    if (refusal) throw new AnalysisError(refusal);
  }
  return subject;
}

/** The pairs of a document, the last ones again where they are the same; null where there is one. */
function pairsOf({ document, analysis }: Analysed, options: TakeOptions): PairsSubject | null {
  const { slice } = document;
  if ((slice?.n ?? document.base.length) < 2) return null;
  if (!slice) return { ...surveyOfAnalysis(document, analysis), step: 1 };
  const { load, crew, columnSpaces, onStage } = options;
  if (!load || !crew || !slice.layer.base) return null;
  const { V, rank, readout, stored } = document;
  const key = JSON.stringify([slice.layer, slice.pair, slice.basis, V, rank, readout, stored]);
  if (last?.key !== key) {
    const survey = surveyPairs(document, slice, { load, crew: crew(), onStage, largeSpaces: columnSpaces });
    last = { key, pairs: sampled(survey) };
  }
  return last.pairs;
}

function sampled({ n, columns, labels }: Survey): PairsSubject {
  const step = Math.max(1, Math.ceil(n / MOST_PAIRS));
  const some = (numbers: Float64Array): Float64Array =>
    step === 1 ? numbers : numbers.filter((_, i) => i % step === 0);
  return {
    step,
    columns: Object.fromEntries(
      SURVEY_COLUMNS.map((name) => [name, some(columns[name])]),
    ) as unknown as PairsSubject['columns'],
    labels: labels && {
      classes: labels.classes,
      codes: step === 1 ? labels.codes : labels.codes.filter((_, i) => i % step === 0),
    },
  };
}

function spectrumOf(
  { document, analysis }: Analysed,
  { load, columnSpaces, onStage }: TakeOptions,
): FigureSubject['spectrum'] {
  const { slice } = document;
  if (!slice || !load || !columnSpaces) return analysis.spectrum;
  const { values, bound } = columnSpaces.spectrum(loadLayer(slice.layer.W, load).matrix, onStage);
  return { values: Array.from(values), bound };
}
