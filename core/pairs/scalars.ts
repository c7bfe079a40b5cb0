/** A linear readout of the directions and of their parts: what a step of 1 along each changes it by, length k. */
export interface Gains {
  /** `v_j W w` for the readout's weights w. */
  readonly v: readonly number[];
  /** `v_row,j W w`. */
  readonly row: readonly number[];
  /** That of `v_null,j`: 0 but for what the rank rule counts as zero. */
  readonly null: readonly number[];
}

/** Every scalar of many pairs, one array of n numbers each; those along the directions hold n × k. */
export interface PairScalars {
  readonly n: number;
  readonly k: number;
  /** `α = δ Vᵀ` and its parts, n × k. */
  readonly alpha: Float64Array;
  readonly alphaRow: Float64Array;
  readonly alphaNull: Float64Array;
  /** `‖δ‖`. */
  readonly deltaNorm: Float64Array;
  /** The readout of each output. The unit patches are NaN where a part is zero. */
  readonly base: Float64Array;
  readonly source: Float64Array;
  readonly das: Float64Array;
  readonly row: Float64Array;
  readonly null: Float64Array;
  readonly rowUnit: Float64Array;
  readonly nullUnit: Float64Array;
  /** `out_row − out_das`, the notebook's illusion effect; the missing effect is its negative. */
  readonly illusion: Float64Array;
  /** `out_row` and the missing effect, less `out_das`: 0 but for rounding and for what the rank rule cuts. */
  readonly residual: Float64Array;
  /** The share of the effect of V that the raw, and the unit, row patch keeps; NaN where V has no effect. */
  readonly retained: Float64Array;
  readonly retainedUnit: Float64Array;
}

/**
 * Every scalar of n pairs under a linear readout, from inner products alone: all the patched outputs differ from
 * `out_b` by multiples of the images of the directions, so that no output vector is needed.
 *
 * @param dots for each pair: base · x for the rows x of [V; V_row; W w], then source · x, then `‖s − b‖²`.
 * @param further how many vectors stand behind `W w` among the rows x, for others.
 * @param norms `‖V_row‖_F` and `‖V_null‖_F`; 0 where there is no such part.
 */
export function pairScalars(
  dots: Float64Array,
  n: number,
  k: number,
  gains: Gains,
  norms: { readonly row: number; readonly null: number },
  further = 0,
): PairScalars {
  const own = (): Float64Array => new Float64Array(n);
  const each = (): Float64Array => new Float64Array(n * k);
  const scalars = {
    n,
    k,
    alpha: each(),
    alphaRow: each(),
    alphaNull: each(),
    deltaNorm: own(),
    base: own(),
    source: own(),
    das: own(),
    row: own(),
    null: own(),
    rowUnit: own(),
    nullUnit: own(),
    illusion: own(),
    residual: own(),
    retained: own(),
    retainedUnit: own(),
  };
  const width = 2 * k + 1 + further;
  const stride = 2 * width + 1;
  // No unit vector of a part that is zero: 1 / 0 times 0 is NaN.
  const unit = { row: 1 / norms.row ** 2, null: 1 / norms.null ** 2 };
  for (let i = 0; i < n; i++) {
    const at = i * stride;
    const base = dots[at + 2 * k] as number;
    let das = 0;
    let row = 0;
    let nul = 0;
    let missing = 0;
    for (let j = 0; j < k; j++) {
      const along = (dots[at + width + j] as number) - (dots[at + j] as number);
      const alongRow = (dots[at + width + k + j] as number) - (dots[at + k + j] as number);
      scalars.alpha[i * k + j] = along;
      scalars.alphaRow[i * k + j] = alongRow;
      scalars.alphaNull[i * k + j] = along - alongRow;
      das += along * (gains.v[j] as number);
      row += alongRow * (gains.row[j] as number);
      nul += (along - alongRow) * (gains.null[j] as number);
      missing += (along - alongRow) * (gains.row[j] as number);
    }
    scalars.deltaNorm[i] = Math.sqrt(dots[at + 2 * width] as number);
    scalars.base[i] = base;
    scalars.source[i] = dots[at + width + 2 * k] as number;
    scalars.das[i] = base + das;
    scalars.row[i] = base + row;
    scalars.null[i] = base + nul;
    scalars.rowUnit[i] = norms.row > 0 ? base + row * unit.row : Number.NaN;
    scalars.nullUnit[i] = norms.null > 0 ? base + nul * unit.null : Number.NaN;
    scalars.illusion[i] = row - das;
    scalars.residual[i] = row + missing - das;
    scalars.retained[i] = das === 0 ? Number.NaN : row / das;
    scalars.retainedUnit[i] = das === 0 ? Number.NaN : (row * unit.row) / das;
  }
  return scalars;
}
