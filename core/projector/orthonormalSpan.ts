import { fromRows, largestEntry } from '#core/linalg/matrix.ts';
import { powerOfTwoBelow } from '#core/linalg/norm.ts';
import { spanError } from './errorBound.ts';
import { householderQr, orthonormalRows, triangleOf } from './householderQr.ts';
import { exactTolerance } from './rank.ts';

/** An orthonormal basis of a span, as rows, and a bound on the error of the projector on it in the 2-norm. */
export interface OrthonormalSpan {
  readonly basis: readonly number[][];
  readonly errorBound: number;
}

/** An orthonormal basis of the span of k vectors of d entries (k ≤ d), as many as are independent to rounding. */
export function orthonormalSpan(vectors: readonly (readonly number[])[]): OrthonormalSpan {
  const rows = fromRows(vectors);
  const { rows: k, cols: d } = rows;
  const scale = powerOfTwoBelow(largestEntry(rows) || 1);
  const columns = rows.data.map((x) => x / scale);
  const qr = householderQr(columns.slice(), d, k, { pivoting: true });
  const least = exactTolerance(d, k) * Math.abs(qr.diagonal[0] ?? 0);
  const pivots = qr.diagonal.subarray(0, qr.steps);
  const rank = pivots.findIndex((pivot) => !(Math.abs(pivot) > least));
  const count = rank < 0 ? qr.steps : rank;
  const Q = orthonormalRows(qr, count);
  const kept = new Float64Array(count * d);
  for (let i = 0; i < count; i++) {
    const at = (qr.order[i] as number) * d;
    kept.set(columns.subarray(at, at + d), i * d);
  }
  return {
    basis: Array.from({ length: count }, (_, i) => Array.from(Q.subarray(i * d, (i + 1) * d))),
    errorBound: spanError(kept, Q, triangleOf(qr, count), count, d).bound,
  };
}
