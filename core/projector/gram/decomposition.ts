import type { Crew } from '#core/kernels/crew.ts';
import { passesOver } from '#core/kernels/passes.ts';
import type { StoredMatrix } from '#core/kernels/storedMatrix.ts';
import { bestTiles, type Tile } from '#core/kernels/tiles.ts';
import { type Equilibration, equilibrate } from './equilibration.ts';
import {
  factorNormal,
  factorPivoted,
  largestSingularValue,
  leastEigenvalue,
  type NormalMatrix,
  normalMatrix,
} from './normalMatrix.ts';
import type { Range } from './range.ts';
import { probe, type Remainder, remainderOf } from './remainder.ts';

/** Hears the stage in words and the fraction of it that is done. */
export type OnStage = (stage: string, fraction: number) => void;

/** The range of a tall matrix (d ≥ its columns that are not zero), and what of it is known. */
export interface Decomposition {
  readonly columns: Equilibration;
  /** The span of the columns that a Cholesky factorisation of their Gram matrix could keep. */
  readonly range: Range;
  /** What the others have outside of it; null where it is zero, or where there are none. */
  readonly remainder: Remainder | null;
  /** How many of the columns that are not zero the range leaves out. */
  readonly left: number;
  /** An estimate of the largest singular value. */
  readonly largest: number;
  /** How it was computed, for people. */
  readonly method: string;
  /** The Gram matrix above the factor's diagonal, in float64; null where it is not there (any more). */
  readonly normal: NormalMatrix | null;
}

/** How to decompose a matrix. */
export interface DecomposeOptions {
  readonly quick?: boolean;
  readonly onStage?: OnStage | undefined;
}

/** The sums of squares and products of columns in float32 are off by about this, as a norm. */
const float32Error = (n: number): number => 2 ** -24 * (16 + 2 * Math.sqrt(n));

/** A factor of a float32 Gram matrix serves where its error is this much smaller than its least eigenvalue. */
const CLEARANCE = 256;

/** More columns than this (and than a part of all) are not worth their passes one by one. */
const FEW = 32;
const FEW_OF = 16;

/**
 * Decomposes a matrix by the Cholesky factorisation of the Gram matrix of its equilibrated columns: in float64 or,
 * where that does not do, with pivoting and the residuals of the columns that are left out. Null where these are too
 * many, and not zero. `quick` asks for a Gram matrix in float32 first: where the columns are well-conditioned its
 * factor is as accurate after refinement, and was found in two thirds of the time, but each direction takes more steps.
 * Throws a `NotFiniteError` for an entry that is none.
 */
export function decompose(
  crew: Crew,
  matrix: StoredMatrix,
  { quick = false, onStage = () => {} }: DecomposeOptions = {},
): Decomposition | null {
  const { arena } = crew;
  const { d, m } = matrix;
  const tiles = bestTiles(crew.kernels);
  const passes = passesOver(crew, matrix);
  const columns = equilibrate(crew, passes, m);
  const { scales, norms } = columns;
  const at = arena.take(8 * m * m);
  const all = Int32Array.from({ length: m }, (_, j) => j);
  const multiply = (tile: Tile): NormalMatrix =>
    normalMatrix(crew, matrix, columns, tile, at, (f) => onStage('Multiplying Wᵀ W', f));
  const factoring = (f: number): void => onStage('Factoring', f);
  const whole = (normal: NormalMatrix, method: string): Decomposition | null => {
    const largest = largestSingularValue(crew, normal, scales);
    const factor = factorNormal(crew, normal, factoring);
    if (!factor) return null;
    const least = leastEigenvalue(crew, factor);
    const range = { passes, d, m, norms, columns: all, rank: m - columns.zeros, scales, factor, least };
    return { columns, range, remainder: null, left: 0, largest, method, normal };
  };
  if (quick && matrix.type !== 'f64') {
    const found = whole(multiply(tiles.single), 'Cholesky of a float32 Gram matrix, refined');
    if (found && found.range.least > CLEARANCE * float32Error(m)) return { ...found, normal: null };
  }
  const normal = multiply(tiles.double);
  const found = whole(normal, 'Cholesky of the Gram matrix, refined');
  return found ?? withPivoting();

  function withPivoting(): Decomposition | null {
    const largest = largestSingularValue(crew, normal, scales);
    const { rank, order } = factorPivoted(crew, normal, factoring);
    const kept = order.slice(0, rank);
    const factor = { at, n: rank, ld: m };
    const range: Range = {
      passes,
      d,
      m,
      norms,
      columns: kept,
      rank,
      scales: Float64Array.from(kept, (j) => scales[j] as number),
      factor,
      least: leastEigenvalue(crew, factor),
    };
    const out = order.slice(rank).filter((j) => norms[j] !== 0);
    const shared = { columns, range, left: out.length, largest, normal };
    const method = 'pivoted Cholesky of the Gram matrix, refined';
    if (out.length === 0) return { ...shared, remainder: null, method };
    if (out.length > Math.max(FEW, m / FEW_OF)) {
      const { norm, size } = probe(crew, range, out, scales);
      return norm <= Math.max(d, m) * 2 ** -52 * size ? { ...shared, remainder: null, method } : null;
    }
    const remainder = remainderOf(crew, range, normal, order, scales, (f) =>
      onStage('Taking dependent columns apart', f),
    );
    return { ...shared, remainder, method };
  }
}
