import type { Readout } from '#core/document/schema.ts';
import { type BoundedVector, dot, exact, norm } from '#core/linalg/bounded.ts';
import { minus } from '#core/linalg/figure.ts';
import type { Figure } from './types.ts';

/** Reduces an output (length m) to one number. */
export type ReadoutFunction = (output: BoundedVector) => Figure;

/**
 * The function that a readout of m outputs stands for. All but `norm` are linear. Throws a RangeError for an
 * index outside the output or weights of another length, which the document's schema refuses before.
 */
export function readoutFunction(readout: Readout, m: number): ReadoutFunction {
  switch (readout.kind) {
    case 'sum': {
      const ones = exact(new Array<number>(m).fill(1));
      return (output) => dot(output, ones);
    }
    case 'component':
      return (output) => componentOf(output, readout.index);
    case 'difference':
      return (output) => minus(componentOf(output, readout.plus), componentOf(output, readout.minus));
    case 'norm':
      return (output) => norm([output]);
    case 'vector': {
      if (readout.weights.length !== m) {
        throw new RangeError(`the readout has ${readout.weights.length} weights for ${m} outputs`);
      }
      const weights = exact(readout.weights);
      return (output) => dot(output, weights);
    }
  }
}

/** The weights (length m) of a linear readout; null for the norm. */
export function weightsOf(readout: Readout, m: number): number[] | null {
  const weights = new Array<number>(m).fill(0);
  switch (readout.kind) {
    case 'sum':
      return weights.fill(1);
    case 'component':
      return weights.fill(1, readout.index, readout.index + 1);
    case 'difference':
      if (readout.plus === readout.minus) return weights;
      return weights.fill(1, readout.plus, readout.plus + 1).fill(-1, readout.minus, readout.minus + 1);
    case 'vector':
      return readout.weights.slice();
    case 'norm':
      return null;
  }
}

function componentOf(output: BoundedVector, index: number): Figure {
  const value = output.values[index];
  if (value === undefined) {
    throw new RangeError(`the readout asks for output ${index} of ${output.values.length}`);
  }
  return { value, bound: (output.bounds[index] as number) + output.normBound };
}
