import type { Arena } from '#core/kernels/arena.ts';
import type { Passes } from '#core/kernels/passes.ts';
import type { Pointer } from '#core/kernels/types.ts';
import { addMultiple, dot } from './vectors.ts';

/** A matrix of low rank as an outer product: `E C` with the columns of E and the rows of C. */
export interface LowRank {
  readonly columns: readonly Float64Array[]; // c of d entries
  readonly rows: readonly Float64Array[]; // c of m entries
}

/** The passes over `W + E C`, of what those over `W` give; E is small beside W, so float64 does. */
export function tilted(arena: Arena, passes: Passes, { columns, rows }: LowRank, m: number): Passes {
  const d = columns[0]?.length ?? 0;
  const addTransposed = (r: Pointer, s: Pointer): void => {
    for (const [c, column] of columns.entries()) {
      addMultiple(arena.f64(s, m), dot(column, arena.f64(r, d)), rows[c] as Float64Array);
    }
  };
  const subtract = (z: Pointer, r: Pointer): void => {
    for (const [c, column] of columns.entries()) {
      addMultiple(arena.f64(r, d), -dot(rows[c] as Float64Array, arena.f64(z, m)), column);
    }
  };
  return {
    ...passes,
    transposed(r, s) {
      passes.transposed(r, s);
      addTransposed(r, s);
    },
    residual(z, r, s) {
      subtract(z, r);
      passes.residual(z, r, s);
      addTransposed(r, s);
    },
    residualDouble(z, r) {
      subtract(z, r);
      passes.residualDouble(z, r);
    },
    transposedDouble(r, s) {
      passes.transposedDouble(r, s);
      addTransposed(r, s);
    },
  };
}
