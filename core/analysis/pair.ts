import type { Slice } from '#core/document/slice.ts';
import {
  type BoundedVector,
  difference,
  exact,
  norm,
  plusCombination,
  timesMatrix,
} from '#core/linalg/bounded.ts';
import { minus } from '#core/linalg/figure.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { SAFETY } from '#core/linalg/rounding.ts';
import type { Direction } from './direction.ts';
import { doDas } from './intervention.ts';
import type { Layer } from './layer.ts';
import type { ReadoutFunction } from './readout.ts';
import { retained } from './retained.ts';
import { coordinates } from './sliceLayer.ts';
import type { Effect, Figure, Output, PairAnalysis } from './types.ts';
import { zeroCase } from './zeroCase.ts';

/** What all pairs of one document share. */
export interface PairContext {
  readonly layer: Layer;
  readonly direction: Direction;
  readonly readout: ReadoutFunction;
  /** `V_row W` and `V_null W`, k × m. */
  readonly rowImage: readonly BoundedVector[];
  readonly nullImage: readonly BoundedVector[];
  /**
   * For each direction, what the rank rule lets `V_null W` differ from 0 by in the readout: rounding noise of `W` that
   * it counts as zero. Length k; zeros under a rule that cuts more than noise.
   */
  readonly allowance: readonly number[];
  /** The same for `V_null` rescaled to length 1. */
  readonly unitAllowance: readonly number[];
  /** Of an exact slice: the outputs of what it does not show, and the norms of that and of the whole; null for none. */
  readonly outside: {
    readonly base: BoundedVector;
    readonly source: BoundedVector;
    readonly hidden: Slice['hidden'];
    readonly norms: Slice['norms'];
  } | null;
}

/** `x W`, with the rounding of the entries of `W` where these were computed. */
export function timesLayer(x: BoundedVector, { W, columnNorms, productError }: Layer): BoundedVector {
  if (productError === 0) return timesMatrix(x, W, columnNorms);
  return timesMatrix({ ...x, normBound: x.normBound + productError * norm2(x.values) }, W, columnNorms);
}

const ONE: Figure = { value: 1, bound: 0 };

const NO_CHANGE: Figure = { value: 0, bound: 0 };

/** An output with everything later steps need of it. */
interface Read {
  readonly vector: BoundedVector;
  readonly readout: Figure;
}

/** Every figure of one base/source pair (length d each). */
export function analyzePair(
  base: readonly number[],
  source: readonly number[],
  context: PairContext,
): PairAnalysis {
  const { layer, direction, readout, rowImage, nullImage, outside } = context;
  const b = outside ? coordinates(base, outside.norms.base) : exact(base);
  const s = outside ? coordinates(source, outside.norms.source) : exact(source);
  const delta = difference(s, b);
  const deltaNorm = outside ? withHidden(norm([delta]), outside.hidden.delta) : norm([delta]);

  const patch = (X: readonly BoundedVector[]) => doDas(b, delta, X);
  const das = patch(direction.v);
  const row = patch(direction.vRow);
  const nul = patch(direction.vNull);
  const rowUnit = direction.vRowUnit && patch(direction.vRowUnit);
  const nullUnit = direction.vNullUnit && patch(direction.vNullUnit);

  const read = (vector: BoundedVector): Read => ({ vector, readout: readout(vector) });
  const out = (h: BoundedVector, rest = outside?.base): Read => {
    const shown = timesLayer(h, layer);
    return read(rest ? plusCombination(rest, [ONE], [shown]) : shown);
  };
  const outBase = out(b);
  const outDas = out(das.activation);
  const outRow = out(row.activation);
  const outNull = out(nul.activation);

  // What is 0 up to noise that the rank rule counts as zero is known no better than that.
  const output = ({ vector, readout: figure }: Read, noise = 0): Output => ({
    vector: vector.values,
    readout: figure,
    change: vector === outBase.vector ? NO_CHANGE : widened(minus(figure, outBase.readout), noise),
  });
  const outputs = {
    base: output(outBase),
    source: output(out(s, outside?.source)),
    das: output(outDas),
    row: output(outRow),
    null: output(outNull, allowed(nul.alpha, context.allowance)),
    rowUnit: rowUnit && output(out(rowUnit.activation)),
    nullUnit: nullUnit && output(out(nullUnit.activation), allowed(nullUnit.alpha, context.unitAllowance)),
  };

  // The other two paths to the same vectors: by the terms of the expansion instead of patched activations.
  const outRowNull = read(plusCombination(outBase.vector, row.alpha, nullImage));
  const composite = read(plusCombination(outRow.vector, nul.alpha, rowImage));
  const residual = minus(composite.readout, outDas.readout);
  const kept = retained(direction, das.alpha, row.alpha, {
    das: outputs.das.change,
    row: outputs.row.change,
    rowUnit: outputs.rowUnit?.change ?? null,
  });

  return {
    base,
    source,
    delta: delta.values,
    deltaNorm,
    alpha: das.alpha,
    alphaRow: row.alpha,
    alphaNull: nul.alpha,
    patched: {
      das: das.activation.values,
      row: row.activation.values,
      null: nul.activation.values,
      rowUnit: rowUnit?.activation.values ?? null,
      nullUnit: nullUnit?.activation.values ?? null,
    },
    entryBounds: {
      das: entryBound(das.activation),
      row: entryBound(row.activation),
      null: entryBound(nul.activation),
    },
    outputs,
    effects: {
      total: effect(outDas, outBase),
      rowRow: effect(outRow, outBase),
      nullRow: effect(outDas, outRow),
      rowNull: effect(outRowNull, outBase, allowed(row.alpha, context.allowance)),
      nullNull: effect(outNull, outBase, allowed(nul.alpha, context.allowance)),
      illusion: effect(outRow, outDas),
    },
    compositeResidual: widened(residual, allowed(das.alpha, context.allowance)),
    retainedRaw: kept.raw,
    retainedUnit: kept.unit,
    zeroCase: zeroCase(base, source, deltaNorm, nul.alpha, direction),
  };
}

/** The norm of a vector of which a part of norm `hidden`, orthogonal to the rest, is not shown. */
const withHidden = ({ value, bound }: Figure, hidden: number): Figure => ({
  value: Math.hypot(value, hidden),
  bound: bound + 2 ** -50 * hidden,
});

/** A bound on the error of every entry. */
function entryBound({ bounds, normBound }: BoundedVector): number {
  let most = 0;
  for (let i = 0; i < bounds.length; i++) most = Math.max(most, bounds[i] as number);
  return most + normBound;
}

const widened = ({ value, bound }: Figure, noise: number): Figure => ({ value, bound: bound + noise });

/** The effect of going from `b` to `a`: the difference of the outputs and of their readouts, and its own noise. */
function effect(a: Read, b: Read, noise = 0): Effect {
  const x = a.vector.values;
  const y = b.vector.values;
  const vector = x.slice();
  for (let j = 0; j < x.length; j++) vector[j] = (x[j] as number) - (y[j] as number);
  return { vector, readout: widened(minus(a.readout, b.readout), noise) };
}

/** What the allowance of the directions comes to along `α`. */
function allowed(alpha: readonly Figure[], allowance: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < alpha.length; k++) {
    const { value, bound } = alpha[k] as Figure;
    sum += (Math.abs(value) + bound) * (allowance[k] as number);
  }
  return SAFETY * sum;
}
