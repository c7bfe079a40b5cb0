import type { OutputVectors } from './outputs.ts';
import type { PairScalars } from './scalars.ts';

/** The scalars of a pair as plain data for JSON: what does not exist is null. */
export interface PairRecord {
  readonly alpha: readonly number[];
  readonly alphaRow: readonly number[];
  readonly alphaNull: readonly number[];
  readonly readout: {
    readonly base: number | null;
    readonly source: number | null;
    readonly das: number | null;
    readonly row: number | null;
    readonly null: number | null;
    readonly rowUnit: number | null;
    readonly nullUnit: number | null;
  };
  readonly effects: {
    /** `out_row − out_das`, and its negative. */
    readonly illusion: number | null;
    readonly missing: number | null;
    /** `out_null − out_b`. */
    readonly nullEffect: number | null;
    readonly compositeResidual: number | null;
    readonly retainedRaw: number | null;
    readonly retainedUnit: number | null;
  };
  readonly outputs?: OutputVectors;
}

/** `V` moves a pair by less than this part of ‖δ‖ ‖V‖: that is rounding, and there is no share of it. */
const NEGLIGIBLE = 1e-13;

/** Pair `i` of some scalars; `size` is `‖V‖`. */
export function pairRecord(
  scalars: PairScalars,
  i: number,
  size: number,
  outputs?: OutputVectors,
): PairRecord {
  const { k } = scalars;
  const along = (all: Float64Array): number[] => Array.from(all.subarray(i * k, (i + 1) * k));
  const at = (all: Float64Array): number | null => finite(all[i] as number);
  const alpha = along(scalars.alpha);
  const still = Math.hypot(...alpha) <= NEGLIGIBLE * size * (scalars.deltaNorm[i] as number);
  const illusion = at(scalars.illusion);
  const [base, nul] = [at(scalars.base), at(scalars.null)];
  return {
    alpha,
    alphaRow: along(scalars.alphaRow),
    alphaNull: along(scalars.alphaNull),
    readout: {
      base,
      source: at(scalars.source),
      das: at(scalars.das),
      row: at(scalars.row),
      null: nul,
      rowUnit: at(scalars.rowUnit),
      nullUnit: at(scalars.nullUnit),
    },
    effects: {
      illusion,
      missing: illusion === null ? null : 0 - illusion,
      nullEffect: base === null || nul === null ? null : nul - base,
      compositeResidual: at(scalars.residual),
      retainedRaw: still ? null : at(scalars.retained),
      retainedUnit: still ? null : at(scalars.retainedUnit),
    },
    ...(outputs && { outputs }),
  };
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
