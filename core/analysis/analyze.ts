import type { Document, Readout } from '#core/document/schema.ts';
import type { Slice } from '#core/document/slice.ts';
import type { BoundedVector } from '#core/linalg/bounded.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { gamma } from '#core/linalg/rounding.ts';
import { NoFirstAnswer } from '#core/projector/gram/firstAnswer.ts';
import type { HeldColumnSpaces } from '#core/projector/gram/held.ts';
import { cutDirection, type Direction, describeDirection } from './direction.ts';
import { cutsOnlyNoise, firstLayerOf, type Layer, layerOf } from './layer.ts';
import { analyzePair, type PairContext, timesLayer } from './pair.ts';
import { readoutFunction, weightsOf } from './readout.ts';
import { sliceLayer } from './sliceLayer.ts';
import type { Analysis, Certificate, PairAnalysis } from './types.ts';
import { warningsOf } from './warnings.ts';

type Row = readonly number[];

/** What `analyze` may be given besides the document. */
export interface AnalyzeOptions {
  /** Hears the stage in words and the fraction of it that is done. To cancel, throw from it. */
  readonly onProgress?: ((stage: string, fraction: number) => void) | undefined;
  /** The column spaces of large matrices, where there are threads for them. */
  readonly largeSpaces?: HeldColumnSpaces | undefined;
}

/** The entries of a valid document are too large to multiply: the message says what to scale down. */
export class AnalysisError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'AnalysisError';
  }
}

/**
 * Every figure of a valid document: docs/mathematics.md for d × m, k directions and n pairs. Every figure carries a
 * bound on its rounding error with respect to exact arithmetic on the document's entries, at the rank that
 * the rule gives. Throws an `AnalysisError` where the products of the entries leave the range of float64.
 */
export function analyze(document: Document, { onProgress, largeSpaces }: AnalyzeOptions = {}): Analysis {
  const { W, slice, stored, rank } = document;
  const layer = slice
    ? sliceLayer(W, slice, rank)
    : layerOf(W, stored, rank, { onStage: onProgress, largeSpaces });
  return analysisOf(document, layer, 'certified', onProgress);
}

/**
 * The figures of a document with a large W by a first answer: to some ten digits and before the rank is known. Null
 * where W is not large or a first answer would not be good enough. Throws an `AnalysisError`, as `analyze`.
 */
export function analyzeFirst(document: Document, largeSpaces: HeldColumnSpaces): Analysis | null {
  if (document.slice) return null;
  const layer = firstLayerOf(document.W, document.rank, largeSpaces);
  try {
    return layer && analysisOf(document, layer, 'first');
  } catch (error) {
    if (error instanceof NoFirstAnswer) return null;
    throw error;
  }
}

function analysisOf(
  document: Document,
  layer: Layer,
  stage: Certificate['stage'],
  onProgress?: AnalyzeOptions['onProgress'],
): Analysis {
  const { readout } = document;
  const direction = cutDirection(document.V, layer.projector);
  const context = pairContext(document, layer, direction);
  const n = document.base.length;
  const pairs: PairAnalysis[] = [];
  for (let i = 0; i < n; i++) {
    const pair = analyzePair(document.base[i] as Row, document.source[i] as Row, context);
    checkRange(pair, i);
    pairs.push(pair);
    onProgress?.('Patching the pairs', (i + 1) / n);
  }
  const { projector } = layer;
  const described = describeDirection(direction, projector);
  const certificate = certificateOf(direction, layer, stage);
  return {
    shape: {
      d: projector.d,
      m: layer.W.cols,
      k: document.slice?.V.length ?? document.V.length,
      n: document.slice?.n ?? n,
    },
    rank: layer.rank,
    certificate,
    spectrum: layer.spectrum,
    readout,
    subspaces: projector.subspaces,
    direction: described,
    pairs,
    warnings: warningsOf({ document, layer, direction: described, certificate, pairs }),
  };
}

/** `V_row` and `V_null` are off by the same, row by row. */
const certificateOf = (
  { vRow }: Direction,
  { projector }: Layer,
  stage: Certificate['stage'],
): Certificate => ({
  bound: norm2(vRow.map((row) => row.normBound)),
  kind: projector.kind,
  method: projector.method,
  stage,
});

function pairContext(document: Document, layer: Layer, direction: Direction): PairContext {
  const noise = noiseOf(layer, document.readout);
  const image = (rows: readonly BoundedVector[]) => rows.map((row) => timesLayer(row, layer));
  return {
    layer,
    direction,
    readout: readoutFunction(document.readout, layer.W.cols),
    rowImage: image(direction.vRow),
    nullImage: image(direction.vNull),
    allowance: scaled(direction.vNull, noise),
    unitAllowance: scaled(direction.vNullUnit ?? [], noise),
    outside: document.slice && outsideOf(document.slice, layer),
  };
}

/** What the slice does not show of the pair: its outputs, with the rounding of the products that they came from. */
function outsideOf(
  { outside, hidden, norms }: Slice,
  { projector, columnNorms }: Layer,
): PairContext['outside'] {
  const rounding = gamma(projector.d);
  const output = (values: Row, norm: number): BoundedVector => ({
    values,
    bounds: Array.from(columnNorms, (column) => rounding * norm * column),
    normBound: 0,
  });
  return {
    base: output(outside.base, norms.base),
    source: output(outside.source, norms.source),
    hidden,
    norms,
  };
}

/**
 * What the noise that the rank rule counts as zero may come to in the readout of `x W`, for any x of length 1 in the
 * null space; 0 where the rule cuts more than noise, so that a part of `W` that somebody cut off shows.
 */
const noiseOf = ({ rank, projector }: Layer, readout: Readout): number =>
  cutsOnlyNoise(rank) ? readLeak(projector.leak, readout) : 0;

const scaled = (rows: readonly BoundedVector[], noise: number): number[] =>
  rows.map((row) => (norm2(row.values) + row.normBound) * noise);

function readLeak(leak: Float64Array, readout: Readout): number {
  const weights = weightsOf(readout, leak.length);
  if (!weights) return norm2(leak);
  let sum = 0;
  for (let j = 0; j < leak.length; j++) sum += Math.abs(weights[j] as number) * (leak[j] as number);
  return sum;
}

/** Throws an `AnalysisError` where a figure of the pair overflowed. */
function checkRange({ outputs, compositeResidual, effects }: PairAnalysis, pair: number): void {
  const { base, source, das, row, null: nul, rowUnit, nullUnit } = outputs;
  for (const output of [base, source, das, row, nul, rowUnit, nullUnit]) {
    const finite =
      !output || (isFigure(output.readout) && isFigure(output.change) && finiteAll(output.vector));
    if (!finite) fail();
  }
  if (!isFigure(compositeResidual) || !finiteAll(effects.rowNull.vector)) fail();

  function fail(): never {
    throw new AnalysisError(
      `The numbers of pair ${pair + 1} are too large to multiply: scale W, V, the pair or the readout down.`,
    );
  }
}

const isFigure = ({ value, bound }: { readonly value: number; readonly bound: number }): boolean =>
  Number.isFinite(value) && Number.isFinite(bound);

function finiteAll(x: readonly number[]): boolean {
  for (let i = 0; i < x.length; i++) if (!Number.isFinite(x[i])) return false;
  return true;
}
