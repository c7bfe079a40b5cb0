import { layerOfMatrix } from '#core/analysis/layer.ts';
import type { Document } from '#core/document/schema.ts';
import type { Slice } from '#core/document/slice.ts';
import { countOf } from '#core/files/entryType.ts';
import { type Files, openTensor } from '#core/files/openTensors.ts';
import { ParseError } from '#core/files/parseError.ts';
import { readNumbers } from '#core/files/readEntries.ts';
import { called } from '#core/files/tensorFile.ts';
import { type LoadOptions, loadInstance } from '#core/instance/loadInstance.ts';
import type { Crew } from '#core/kernels/crew.ts';
import type { HeldColumnSpaces } from '#core/projector/gram/held.ts';
import { liftedDirections } from '#core/slice/sliceDocument.ts';
import { pairsContext } from './context.ts';
import { streamPairs } from './stream.ts';
import { SURVEY_COLUMNS, type SurveyColumn } from './surveyColumns.ts';

/**
 * Numbers of every pair of an instance. `alpha` and its parts are those along the direction on screen, `baseAlongRow`
 * to `sourceAlongNull` the inner products of base and source with its unit parts, `das`, `row` and `rowUnit` the readouts
 * of the whole subspace's patches, x, y, z the coordinates of δ in the slice. What does not exist is NaN.
 */
export interface Survey {
  readonly n: number;
  readonly columns: Readonly<Record<SurveyColumn, Float64Array>>;
  /** The classes of a label column, and the class of each pair. */
  readonly labels: { readonly classes: readonly string[]; readonly codes: Int32Array } | null;
}

/** What a survey may be given. */
export interface SurveyOptions {
  readonly load: LoadOptions;
  readonly crew: Crew;
  readonly largeSpaces?: HeldColumnSpaces | undefined;
  readonly onStage?: ((stage: string, fraction: number) => void) | undefined;
}

/** More classes than these cannot be told apart in a plot. */
const MOST_CLASSES = 12;

/** The numbers of every pair of the instance that a document is a slice of, along its directions as they stand. */
export function surveyPairs(
  doc: Document,
  slice: Slice,
  { load, crew, largeSpaces, onStage }: SurveyOptions,
): Survey {
  onStage?.('Reading the files', 0);
  const { instance } = loadInstance(slice.layer, liftedDirections(doc, slice), load);
  const { pairs, W, V } = instance;
  const n = pairs?.n ?? 0;
  const columns = Object.fromEntries(SURVEY_COLUMNS.map((name) => [name, new Float64Array(n)])) as Record<
    SurveyColumn,
    Float64Array
  >;
  const labels = slice.layer.labels ? labelsOf(slice.layer.labels, n, load.files) : null;
  if (!pairs) return { n, columns, labels };
  const layer = layerOfMatrix(W, doc.stored, doc.rank, { onStage, largeSpaces });
  const context = pairsContext(layer, V, doc.readout, largeSpaces);
  const k = V.length;
  const j = slice.direction;
  const unitRow = 1 / Math.hypot(...(context.vRow[j] ?? []));
  const unitNull = 1 / Math.hypot(...(context.vNull[j] ?? []));
  const chunks = streamPairs(context, pairs, crew, {
    further: slice.basis,
    largeSpaces,
    onProgress: (fraction) => onStage?.('Patching the pairs', fraction),
  });
  for (const { first, scalars, dots } of chunks) {
    const width = 2 * k + 1 + slice.basis.length;
    for (let i = 0; i < scalars.n; i++) {
      const at = i * (2 * width + 1);
      const to = first + i;
      const of = (offset: number): number => dots[at + offset] as number;
      const [b, s] = [of(j), of(width + j)];
      const [bRow, sRow] = [of(k + j), of(width + k + j)];
      const alongRow = scalars.alphaRow[i * k + j] as number;
      columns.alpha[to] = scalars.alpha[i * k + j] as number;
      columns.alphaRow[to] = alongRow;
      columns.alphaNull[to] = scalars.alphaNull[i * k + j] as number;
      columns.baseAlongRow[to] = bRow * unitRow;
      columns.sourceAlongRow[to] = sRow * unitRow;
      columns.baseAlongNull[to] = (b - bRow) * unitNull;
      columns.sourceAlongNull[to] = (s - sRow) * unitNull;
      for (const [a, name] of (['x', 'y', 'z'] as const).entries()) {
        columns[name][to] = of(width + 2 * k + 1 + a) - of(2 * k + 1 + a);
      }
    }
    for (const name of [
      'deltaNorm',
      'base',
      'source',
      'das',
      'row',
      'rowUnit',
      'retained',
      'retainedUnit',
    ] as const) {
      columns[name].set(scalars[name], first);
    }
  }
  return { n, columns, labels };
}

/** The class of each pair: a whole number each, or what a table's words are numbered by. */
function labelsOf(source: NonNullable<Slice['layer']['labels']>, n: number, files: Files): Survey['labels'] {
  const name = source.kind === 'file' ? source.name : 'the document';
  const { numbers, words } = readLabels(source, n, files);
  const where = source.kind === 'file' ? called(source.ref.tensor) : 'labels';
  const fail = (what: string, hint: string): never => {
    throw new ParseError('inconsistent', name, where, what, hint);
  };
  if (numbers.length !== n) fail(`has ${numbers.length} entries for ${n} pairs`, 'each pair needs one label');
  const values = [...new Set(numbers)].sort((a, b) => a - b);
  if (!values.every(Number.isFinite)) fail('holds what is no number', 'number the classes');
  if (values.length > MOST_CLASSES) {
    fail(`has ${values.length} classes`, `labels tell at most ${MOST_CLASSES} classes apart`);
  }
  const codeOf = new Map(values.map((value, i) => [value, i]));
  const classes = values.map((value) => words?.[value] ?? String(value));
  return { classes, codes: Int32Array.from(numbers, (value) => codeOf.get(value) ?? 0) };
}

function readLabels(source: NonNullable<Slice['layer']['labels']>, n: number, files: Files) {
  if (source.kind !== 'file') return { numbers: Float64Array.from(source.rows.flat()) };
  const entry = openTensor(files, source.ref);
  const count = countOf(entry.shape) ?? 0;
  return { numbers: count === n ? readNumbers(entry) : new Float64Array(count), words: entry.classes };
}
