import type { Rows } from '#core/document/schema.ts';
import { norm2 } from '#core/linalg/norm.ts';
import type { PairsContext } from './context.ts';
import type { PairScalars } from './scalars.ts';

/** Every output of a pair, length m each; null where a part is zero and has no unit vector. */
export interface OutputVectors {
  readonly base: readonly number[];
  readonly source: readonly number[];
  readonly das: readonly number[];
  readonly row: readonly number[];
  readonly null: readonly number[];
  readonly rowUnit: readonly number[] | null;
  readonly nullUnit: readonly number[] | null;
}

/**
 * Every output of pair `i` of some scalars, by what the patches add to `out_b`: `α V W` and its parts.
 *
 * @param base `b W`, and `source` `s W`, length m.
 */
export function outputsOf(
  { images, norms }: PairsContext,
  { k, alpha, alphaRow, alphaNull }: PairScalars,
  i: number,
  base: readonly number[],
  source: readonly number[],
): OutputVectors {
  const patched = (along: Float64Array, rows: Rows, scale = 1): number[] => {
    const out = [...base];
    for (let j = 0; j < k; j++) {
      const step = scale * (along[i * k + j] as number);
      const row = rows[j] as readonly number[];
      for (let c = 0; c < out.length; c++) out[c] = (out[c] as number) + step * (row[c] as number);
    }
    return out;
  };
  return {
    base,
    source,
    das: patched(alpha, images.v),
    row: patched(alphaRow, images.row),
    null: patched(alphaNull, images.null),
    rowUnit: norms.row > 0 ? patched(alphaRow, images.row, norms.row ** -2) : null,
    nullUnit: norms.null > 0 ? patched(alphaNull, images.null, norms.null ** -2) : null,
  };
}

/** Puts the norms of the outputs of pair `i` in the place of a linear readout of them. */
export function readNorms(
  { images, norms }: PairsContext,
  scalars: PairScalars,
  i: number,
  outputs: OutputVectors,
): void {
  const of = (out: readonly number[] | null): number => (out ? norm2(out) : Number.NaN);
  const [base, das, row, rowUnit] = [of(outputs.base), of(outputs.das), of(outputs.row), of(outputs.rowUnit)];
  scalars.base[i] = base;
  scalars.source[i] = of(outputs.source);
  scalars.das[i] = das;
  scalars.row[i] = row;
  scalars.null[i] = of(outputs.null);
  scalars.rowUnit[i] = rowUnit;
  scalars.nullUnit[i] = of(outputs.nullUnit);
  scalars.illusion[i] = row - das;
  // One direction keeps the same share under every readout (core/analysis/retained.ts).
  const share = (part: number): number => (das === base ? Number.NaN : (part - base) / (das - base));
  const { k, alpha, alphaRow, alphaNull } = scalars;
  const missing = outputs.row.map((x, c) => {
    let sum = x;
    for (let j = 0; j < k; j++) sum += (alphaNull[i * k + j] as number) * (images.row[j]?.[c] ?? 0);
    return sum;
  });
  scalars.residual[i] = norm2(missing) - das;
  const single = (alphaRow[i] as number) / (alpha[i] as number);
  scalars.retained[i] = k === 1 ? single : share(row);
  scalars.retainedUnit[i] = k === 1 ? single / norms.row ** 2 : share(rowUnit);
}
