/** A linear readout of the directions and of their row parts: what a step of 1 along each changes it by, length k. */
export interface Gains {
  /** `v_j W w` for the readout's weights w. */
  readonly v: readonly number[];
  /** `v_row,j W w`; that of `v_null,j` is 0. */
  readonly row: readonly number[];
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
  readonly rowUnit: Float64Array;
  /** `out_row − out_das`, the notebook's illusion effect; the missing effect is its negative. */
  readonly illusion: Float64Array;
  /** The share of the effect of V that the raw row patch keeps; NaN where V has no effect. */
  readonly retained: Float64Array;
}

/**
 * Every scalar of n pairs under a linear readout, from inner products alone: all the patched outputs differ from
 * `out_b` by multiples of the images of the directions, so that no output vector is needed.
 *
 * @param dots for each pair: base · x for the rows x of [V; V_row; W w], then source · x, then `‖s − b‖²`.
 * @param rowNorm `‖V_row‖_F`.
 */
export function pairScalars(
  dots: Float64Array,
  n: number,
  k: number,
  gains: Gains,
  rowNorm: number,
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
    rowUnit: own(),
    illusion: own(),
    retained: own(),
  };
  const width = 2 * k + 1;
  const stride = 2 * width + 1;
  const unit = 1 / (rowNorm * rowNorm);
  for (let i = 0; i < n; i++) {
    const at = i * stride;
    const base = dots[at + 2 * k] as number;
    let das = 0;
    let row = 0;
    for (let j = 0; j < k; j++) {
      const along = (dots[at + width + j] as number) - (dots[at + j] as number);
      const alongRow = (dots[at + width + k + j] as number) - (dots[at + k + j] as number);
      scalars.alpha[i * k + j] = along;
      scalars.alphaRow[i * k + j] = alongRow;
      scalars.alphaNull[i * k + j] = along - alongRow;
      das += along * (gains.v[j] as number);
      row += alongRow * (gains.row[j] as number);
    }
    scalars.deltaNorm[i] = Math.sqrt(dots[at + 2 * width] as number);
    scalars.base[i] = base;
    scalars.source[i] = dots[at + width + 2 * k] as number;
    scalars.das[i] = base + das;
    scalars.row[i] = base + row;
    scalars.rowUnit[i] = base + row * unit;
    scalars.illusion[i] = row - das;
    scalars.retained[i] = das === 0 ? Number.NaN : row / das;
  }
  return scalars;
}
