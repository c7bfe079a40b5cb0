import { analyze, analyzeFirst } from '#core/analysis/analyze.ts';
import { parseDocument } from '#core/document/parse.ts';
import type { Document } from '#core/document/schema.ts';
import type { Slice } from '#core/document/slice.ts';
import { figureTexts } from '#core/figure/figureTexts.ts';
import type { FigureKit } from '#core/figure/kit.ts';
import { sessionOfFigure } from '#core/figure/session.ts';
import { needsPairs, needsSpectrum, takeFigure } from '#core/figure/takeFigure.ts';
import { fromBase64, toBase64 } from '#core/format/base64.ts';
import { type LoadOptions, loadLayer } from '#core/instance/loadInstance.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { fromRows, type Matrix } from '#core/linalg/matrix.ts';
import { type Survey, surveyPairs } from '#core/pairs/survey.ts';
import type { SurveyColumn } from '#core/pairs/surveyColumns.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import type { HeldColumnSpaces } from '#core/projector/gram/held.ts';
import type { SingularValues } from '#core/projector/types.ts';
import { openSlice, retakeSlice } from '#core/slice/retakeSlice.ts';
import type { Args, Progress, Result } from './contract.ts';
import { inspectFile } from './inspectFile.ts';
import { encodeColumn } from './numberColumn.ts';
import { previewTensor } from './previewTensor.ts';
import { MOST_WORK, workOf } from './work.ts';

/** The requests whose answer is computed from their arguments alone, and which can take long. */
export type ComputationName =
  | 'analyze'
  | 'spectrum'
  | 'takeSlice'
  | 'openLayer'
  | 'surveyPairs'
  | 'exportFigure'
  | 'exportAnimation'
  | 'figureTexts'
  | 'parseFigure'
  | 'inspectFile'
  | 'previewTensor'
  | 'evaluate'
  | 'parseSession';

/** What a computation may be given besides its arguments. */
export interface ComputeOptions {
  /** Hears how far it is. */
  readonly onProgress?: (progress: Progress) => void;
  /** The threads for large computations, made when they are first asked for. */
  readonly crew?: () => Crew;
  /** The column spaces of large matrices, by that crew. */
  readonly columnSpaces?: HeldColumnSpaces;
  /** Reads the files that the arguments refer to. */
  readonly load?: LoadOptions;
  /** What figures are written with. */
  readonly figures?: FigureKit;
}

/** A function for each computation. */
export type Computations = {
  readonly [N in ComputationName]: (
    args: Args<N>,
    options?: ComputeOptions,
  ) => Result<N> | Promise<Result<N>>;
};

/**
 * How each of them is answered, from valid arguments; in whichever thread. Each throws what core throws. What reads
 * expressions and fonts and writes pictures is loaded when it is first asked for: every start of a thread would wait for it.
 */
export const computations: Computations = {
  analyze: ({ document }, { onProgress, columnSpaces } = {}) => {
    const given = document as Document;
    const first = onProgress && columnSpaces && analyzeFirst(given, columnSpaces);
    if (first) onProgress({ stage: 'Certifying', fraction: 0, analysis: first });
    const analysis = analyze(given, { onProgress: told(onProgress), largeSpaces: columnSpaces });
    return { analysis } as Result<'analyze'>;
  },
  spectrum: ({ document }, { onProgress, columnSpaces, load } = {}) => {
    const { slice, W: rows } = document as Document;
    const W = slice ? loadLayer(slice.layer.W, lent(load)).matrix : fromRows(rows);
    const { values, bound } = columnSpaces ? columnSpaces.spectrum(W, told(onProgress)) : smallSpectrum(W);
    return { spectrum: { values: Array.from(values), bound } };
  },
  takeSlice: ({ document, change }, { onProgress, columnSpaces, load } = {}) => ({
    document: retakeSlice(document as Document, change, {
      load: lent(load),
      onStage: told(onProgress),
      largeSpaces: columnSpaces,
    }),
  }),
  openLayer: ({ layer, title }, { onProgress, columnSpaces, load } = {}) => ({
    document: openSlice(layer as Slice['layer'], title, {
      load: lent(load),
      onStage: told(onProgress),
      largeSpaces: columnSpaces,
    }),
  }),
  surveyPairs: ({ document, most }, { onProgress, columnSpaces, crew, load } = {}) => {
    const { slice } = document as Document;
    if (!slice || !crew) throw new Error('a survey needs a slice and threads');
    const survey = surveyPairs(document as Document, slice, {
      load: lent(load),
      crew: crew(),
      onStage: told(onProgress),
      largeSpaces: columnSpaces,
    });
    return sampled(survey, most);
  },
  exportFigure: async (
    { document, before, settings, format },
    { onProgress, columnSpaces, crew, load, figures } = {},
  ) => {
    if (!figures) throw new Error('figures need fonts');
    const onStage = told(onProgress);
    const taking = { onStage, columnSpaces, crew, load };
    const subject = takeFigure(document as Document, before as Document | null, settings, taking);
    const { exportFigure } = await import('#core/figure/exportFigure.ts');
    const content = await exportFigure(subject, settings, format, figures);
    return typeof content === 'string'
      ? { encoding: 'text', content }
      : { encoding: 'base64', content: toBase64(content) };
  },
  exportAnimation: async (
    { document, settings, animation },
    { onProgress, columnSpaces, crew, load, figures } = {},
  ) => {
    if (!figures) throw new Error('figures need fonts');
    const onStage = told(onProgress);
    const subject = takeFigure(document as Document, null, settings, { columnSpaces, crew, load });
    const { exportAnimation } = await import('#core/figure/animation.ts');
    return { content: toBase64(await exportAnimation(subject, settings, animation, figures, onStage)) };
  },
  figureTexts: ({ document, settings }, { columnSpaces } = {}) => {
    const given = document as Document;
    return figureTexts(
      { document: given, analysis: analyze(given, { largeSpaces: columnSpaces }) },
      settings,
    );
  },
  parseFigure: ({ name, bytes }) => ({
    document: sessionOfFigure(fromBase64(bytes), name),
  }),
  inspectFile: ({ file }, { load } = {}) => inspectFile(lent(load).files, file),
  previewTensor: (part, { load } = {}) => previewTensor(lent(load).files, part),
  evaluate: async ({ text, expect }) => {
    const { evaluate } = await import('#core/expression/evaluate.ts');
    return { value: evaluate(text, expect) };
  },
  parseSession: ({ name, text }) => ({ document: parseDocument(text, name) }),
};

/** Evenly spaced pairs of a survey, for the wire. */
function sampled({ n, columns, labels }: Survey, most: number): Result<'surveyPairs'> {
  const step = Math.max(1, Math.ceil(n / most));
  const some = (numbers: ArrayLike<number>): string =>
    encodeColumn(Float64Array.from({ length: Math.ceil(n / step) }, (_, i) => numbers[i * step] as number));
  const names = Object.keys(columns) as SurveyColumn[];
  return {
    n,
    step,
    columns: Object.fromEntries(names.map((name) => [name, some(columns[name])])) as Record<
      SurveyColumn,
      string
    >,
    labels: labels && { classes: [...labels.classes], codes: some(labels.codes) },
  };
}

/** What reads files; throws where the shell lends nothing, which is a fault of ours. */
function lent(load: LoadOptions | undefined): LoadOptions {
  if (!load) throw new Error('this computation needs files');
  return load;
}

/** Where there are no threads for large matrices, a matrix is decomposed as a small one. */
function smallSpectrum(W: Matrix): SingularValues {
  const { singularValues } = columnSpace(W, { kind: 'exact' });
  return singularValues ?? { values: new Float64Array(0), bound: 0 };
}

const told = (onProgress: ComputeOptions['onProgress']) =>
  onProgress && ((stage: string, fraction: number) => onProgress({ stage, fraction }));

/** The files that the arguments of a computation refer to, by the ids that the window knows. */
export function filesOf(args: Args<ComputationName>): string[] {
  if ('file' in args) return [args.file];
  // A picture is drawn from the session alone, wherever its files are now.
  if ('settings' in args && !needsPairs(args.settings) && !needsSpectrum(args.settings)) return [];
  const layer = 'layer' in args ? args.layer : 'document' in args ? args.document.slice?.layer : null;
  const sources = layer ? [layer.W, layer.V, layer.base, layer.source, layer.labels] : [];
  return [...new Set(sources.flatMap((source) => (source?.kind === 'file' ? [source.ref.file] : [])))];
}

/** More characters than this take longer than about 20 ms. */
const MOST_TEXT = 500_000;

/** Whether a computation would hold up its thread for longer than about 20 ms. */
export function isHeavy(name: ComputationName, args: Args<ComputationName>): boolean {
  if (name === 'exportFigure' || name === 'exportAnimation') return true;
  if (filesOf(args).length > 0 || name === 'takeSlice' || name === 'surveyPairs') return name !== 'analyze';
  if ('document' in args) return workOf(args.document) > MOST_WORK;
  return !('text' in args) || args.text.length > MOST_TEXT;
}
