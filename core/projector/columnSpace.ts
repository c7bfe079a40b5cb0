import type { RankRule } from '#core/document/schema.ts';
import { identity, largestEntry, type Matrix, zeros } from '#core/linalg/matrix.ts';
import { norm2, powerOfTwoBelow } from '#core/linalg/norm.ts';
import { SAFETY, TINY } from '#core/linalg/rounding.ts';
import { projectionError } from './errorBound.ts';
import { addScaledAt, dotAt } from './kernels.ts';
import { orthonormalRows, type PivotedQr, pivotedQr } from './pivotedQr.ts';
import { smoothBases } from './smoothBases.ts';
import type { Parts, Projector } from './types.ts';

/** A smaller tolerance would count rounding noise as rank. */
export const LEAST_TOLERANCE = 2 ** -50;

/** The tolerance of a rule for a d × m matrix, relative to the largest pivot: `max(d, m) · 2⁻⁵²` for `exact`. */
export function toleranceOf(rule: RankRule, d: number, m: number): number {
  return rule.kind === 'tolerance' ? Math.max(rule.relative, LEAST_TOLERANCE) : Math.max(d, m) * 2 ** -52;
}

/** Hears how far a decomposition is: a fraction from 0 to 1. */
export interface DecompositionOptions {
  readonly onProgress?: (fraction: number) => void;
}

/**
 * The projector on the column space of `W` (d × m), by Householder QR with column pivoting. Its error is at
 * working precision times the condition of the columns kept, and `errorBound` bounds it. A zero matrix has
 * rank 0; where the rank is d, the projector is the identity and nothing more is computed. O(d m r) time.
 */
export function columnSpace(W: Matrix, rule: RankRule, options: DecompositionOptions = {}): Projector {
  const { rows: d, cols: m } = W;
  const tolerance = toleranceOf(rule, d, m);
  const scale = powerOfTwoBelow(largestEntry(W) || 1);
  const columns = columnsOf(W, 1 / scale);
  const { onProgress } = options;
  const qr = pivotedQr(columns.slice(), d, m, tolerance, onProgress && ((f) => onProgress(f / 2)));
  const shared = {
    d,
    rank: qr.rank,
    tolerance,
    method: 'pivoted QR',
    leastKept: qr.largest > 0 ? qr.leastKept / qr.largest : 0,
    largestDropped: qr.largest > 0 ? qr.largestDropped / qr.largest : 0,
    leak: qr.residuals.map((residual) => residual * scale),
  };
  if (qr.rank === 0 || qr.rank === d) return { ...shared, ...trivial(d, qr.rank === d) };
  const Q = orthonormalRows(qr, d);
  onProgress?.(0.75);
  const errorBound = projectionError(columns, Q, qr.R, qr.order, qr.rank, d);
  onProgress?.(1);
  const parts = (v: readonly number[]): Parts => split(v, Q, qr.rank, errorBound);
  return {
    ...shared,
    errorBound,
    parts,
    applyRow: (v) => parts(v).row,
    columnBasis: () => ({ rows: qr.rank, cols: d, data: Q }),
    subspaces: d <= 3 ? smoothBases(d, Q, keptColumns(columns, d, qr)) : null,
  };
}

/** The projector at rank d (the identity) or at rank 0 (zero), both exact. */
function trivial(
  d: number,
  full: boolean,
): Pick<Projector, 'errorBound' | 'parts' | 'applyRow' | 'columnBasis' | 'subspaces'> {
  const parts = (v: readonly number[]): Parts =>
    full ? { row: v.slice(), null: zeros(d), bound: 0 } : { row: zeros(d), null: v.slice(), bound: 0 };
  const axes = d <= 3 ? Array.from({ length: d }, (_, i) => zeros(d).fill(1, i, i + 1)) : null;
  return {
    errorBound: 0,
    parts,
    applyRow: (v) => parts(v).row,
    columnBasis: () => (full ? identity(d) : { rows: 0, cols: d, data: new Float64Array(0) }),
    subspaces: axes && (full ? { column: axes, null: [] } : { column: [], null: axes }),
  };
}

/** The columns of `scale · W`, one after another, d entries each. */
function columnsOf(W: Matrix, scale: number): Float64Array {
  const { rows: d, cols: m, data } = W;
  const columns = new Float64Array(d * m);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < m; j++) columns[j * d + i] = (data[i * m + j] as number) * scale;
  }
  return columns;
}

/** The columns that span the space, in their order in `W`. */
function keptColumns(columns: Float64Array, d: number, qr: PivotedQr): Float64Array[] {
  const kept = Array.from(qr.order.subarray(0, qr.rank)).sort((i, j) => i - j);
  return kept.map((j) => columns.slice(j * d, (j + 1) * d));
}

/**
 * Both parts of `v`, with the projection applied twice: the null part is then orthogonal to the basis to
 * working precision relative to its own norm, however small a part of `v` it is.
 */
function split(v: readonly number[], Q: Float64Array, rank: number, errorBound: number): Parts {
  const d = v.length;
  const rest = Float64Array.from(v);
  const row = new Float64Array(d);
  const step = new Float64Array(d);
  for (let pass = 0; pass < 2; pass++) {
    step.fill(0);
    for (let i = 0; i < rank; i++) addScaledAt(step, 0, dotAt(Q, i * d, rest, 0, d), Q, i * d, d);
    addScaledAt(rest, 0, -1, step, 0, d);
    addScaledAt(row, 0, 1, step, 0, d);
  }
  const parts = {
    row: zeros(d),
    null: zeros(d),
    bound: SAFETY * errorBound * norm2(v) + 8 * d * rank * TINY,
  };
  for (let i = 0; i < d; i++) {
    parts.row[i] = row[i] as number;
    parts.null[i] = rest[i] as number;
  }
  return parts;
}
