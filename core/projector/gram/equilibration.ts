import type { Crew } from '#core/kernels/crew.ts';
import type { Passes } from '#core/kernels/passes.ts';
import { norm2 } from '#core/linalg/norm.ts';

/** A matrix holds an entry that is not finite: the message says where. */
export class NotFiniteError extends RangeError {
  constructor(row: number, column: number) {
    super(`W[${row}][${column}] is not a finite number: replace it.`);
    this.name = 'NotFiniteError';
  }
}

/** The sizes of the columns of `W`, and the powers of 2 that make their norms about 1. */
export interface Equilibration {
  /** The 2-norms, length m. */
  readonly norms: Float64Array;
  /** `scales[j] · norms[j]` is in [1, 2); 1 where the column is zero. Length m. */
  readonly scales: Float64Array;
  /** How many columns are zero. */
  readonly zeros: number;
  /** `‖W‖_F`. */
  readonly frobenius: number;
}

/** Squares within these bounds neither over- nor underflowed in a sum. */
const LEAST_SQUARE = 2 ** -900;
const LARGEST_SQUARE = 2 ** 1000;

/**
 * The column norms and scales of a matrix with `m` columns, from one pass over it. Scaling by powers of 2 is
 * exact, leaves the column space alone, and takes badly scaled columns out of the condition number (Van der
 * Sluis). Throws a `NotFiniteError` for an infinity or a NaN.
 */
export function equilibrate({ arena }: Crew, passes: Passes, m: number): Equilibration {
  return arena.scope(() => {
    const largestAt = arena.take(8 * m);
    const squaresAt = arena.take(8 * m);
    const fault = passes.statistics(largestAt, squaresAt);
    if (fault) throw new NotFiniteError(fault.row, fault.column);
    const largest = arena.f64(largestAt, m);
    const squares = arena.f64(squaresAt, m);
    const norms = new Float64Array(m);
    const scales = new Float64Array(m).fill(1);
    let zeros = 0;
    for (let j = 0; j < m; j++) {
      const square = squares[j] as number;
      const most = largest[j] as number;
      if (most === 0) zeros++;
      else {
        // Of entries too large or too small to square, the largest says enough of the norm.
        norms[j] = square > LEAST_SQUARE && square < LARGEST_SQUARE ? Math.sqrt(square) : most;
        scales[j] = 2 ** -Math.floor(Math.log2(norms[j] as number));
      }
    }
    return { norms, scales, zeros, frobenius: norm2(norms) };
  });
}
