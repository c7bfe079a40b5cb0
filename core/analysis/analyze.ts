import type { Document, Readout } from '#core/document/schema.ts';
import { type BoundedVector, timesMatrix } from '#core/linalg/bounded.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { cutDirection, type Direction, describeDirection } from './direction.ts';
import { type Layer, layerOf } from './layer.ts';
import { analyzePair, type PairContext } from './pair.ts';
import { readoutFunction, weightsOf } from './readout.ts';
import type { Analysis, PairAnalysis } from './types.ts';
import { warningsOf } from './warnings.ts';

/** What `analyze` may be given besides the document. */
export interface AnalyzeOptions {
  /** Hears the stage in words and the fraction of it that is done. To cancel, throw from it. */
  readonly onProgress?: (stage: string, fraction: number) => void;
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
export function analyze(document: Document, options: AnalyzeOptions = {}): Analysis {
  const { onProgress } = options;
  const { readout } = document;
  const layer = layerOf(
    document.W,
    document.rank,
    onProgress ? { onProgress: (fraction) => onProgress('Finding the column space of W', fraction) } : {},
  );
  const direction = cutDirection(document.V, layer.projector);
  const context = pairContext(document, layer, direction);
  const n = document.base.length;
  const pairs: PairAnalysis[] = [];
  for (let i = 0; i < n; i++) {
    const base = document.base[i] as readonly number[];
    const pair = analyzePair(base, document.source[i] as readonly number[], context);
    checkRange(pair, i);
    pairs.push(pair);
    onProgress?.('Patching the pairs', (i + 1) / n);
  }
  const { projector } = layer;
  const described = describeDirection(direction, projector);
  return {
    shape: { d: layer.W.rows, m: layer.W.cols, k: document.V.length, n },
    rank: {
      value: projector.rank,
      rule: document.rank,
      tolerance: projector.tolerance,
      leastKept: projector.leastKept,
      largestDropped: projector.largestDropped,
      method: projector.method,
    },
    readout,
    subspaces: projector.subspaces,
    direction: described,
    pairs,
    warnings: warningsOf({ document, layer, direction: described, pairs }),
  };
}

function pairContext(document: Document, layer: Layer, direction: Direction): PairContext {
  const { W, columnNorms } = layer;
  const image = (rows: readonly BoundedVector[]) => rows.map((row) => timesMatrix(row, W, columnNorms));
  return {
    layer,
    direction,
    readout: readoutFunction(document.readout, W.cols),
    rowImage: image(direction.vRow),
    nullImage: image(direction.vNull),
    allowance: leakAllowance(document, layer, direction),
  };
}

/** What `PairContext.allowance` says: `‖v_null‖` times the leak of the columns, as the readout sees it. */
function leakAllowance(document: Document, layer: Layer, direction: Direction): number[] {
  const leak = document.rank.kind === 'exact' ? readLeak(layer.projector.leak, document.readout) : 0;
  return direction.vNull.map((row) => (norm2(row.values) + row.normBound) * leak);
}

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
