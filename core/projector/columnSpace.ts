import type { RankRule } from '#core/document/schema.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { largestEntry, type Matrix } from '#core/linalg/matrix.ts';
import { powerOfTwoBelow } from '#core/linalg/norm.ts';
import { dominantProjector } from './dominant.ts';
import { type HouseholderQr, householderQr, residualsOf } from './householderQr.ts';
import { normAt } from './kernels.ts';
import { type Onto, trivialProjector } from './onto.ts';
import { paperProjector } from './paper.ts';
import { rankLines } from './rank.ts';
import { singularValuesOf } from './singularValues.ts';
import { spanProjector } from './span.ts';
import type { Projector } from './types.ts';

/** What a projector may be given besides the matrix and the rule. */
export interface ColumnSpaceOptions {
  /** The number format in which W was stored: float64 where it is left out. */
  readonly stored?: StoredType;
  /** Hears how far the decomposition is: a fraction from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * The projector on the column space of `W` (d × m), with every bound proved: by Householder QR with column pivoting,
 * and the singular values of its triangular factor for the rank. Where the singular values that do not count are
 * rounding noise, the space is the span of the columns kept, refined where these are ill-conditioned; where the rule
 * cuts off more, it is the span of the left singular vectors that count, the best approximation of that rank (Eckart
 * and Young), whatever the order of the columns. Under the paper's rule it is what the reference notebook takes.
 * A zero matrix has rank 0; where the rank is d, the projector is the identity. O(d m min(d, m)) time.
 */
export function columnSpace(W: Matrix, rule: RankRule, options: ColumnSpaceOptions = {}): Projector {
  const { rows: d, cols: m } = W;
  const { stored = 'f64', onProgress } = options;
  const scale = powerOfTwoBelow(largestEntry(W) || 1);
  const columns = columnsOf(W, 1 / scale);
  const onStep = onProgress && ((f: number): void => onProgress(f / 2));
  const qr = householderQr(columns.slice(), d, m, { pivoting: true, onStep });
  const singular = singularValuesOf(qr, onProgress && ((f) => onProgress(0.5 + f / 4)));
  const { values } = singular;
  const largest = values[0] ?? 0;
  const lines = rankLines(rule.kind === 'paper' ? { kind: 'exact' } : rule, {
    d,
    m,
    stored,
    largest,
    frobenius: normAt(columns, 0, d * m),
  });
  const above = (line: number): number => values.reduce((count, value) => count + (value > line ? 1 : 0), 0);
  const ranks = { exact: above(lines.exact), storage: above(lines.storage) };
  onProgress?.(0.75);
  const rank = rule.kind === 'paper' ? Math.min(d, m) : above(lines.used);
  const onto =
    rule.kind === 'paper' ? paperProjector(columns, d, m) : ontoRank(columns, qr, rank, ranks.exact);
  onProgress?.(1);
  const relative = (value: number | undefined): number => (largest > 0 ? (value ?? 0) / largest : 0);
  return {
    d,
    rank,
    ranks,
    tolerance: rule.kind === 'paper' ? 0 : relative(lines.used),
    leastKept: rank > 0 ? relative(values[rank - 1]) : 0,
    largestDropped: relative(values[rank]),
    singularValues: { values: values.map((value) => value * scale), bound: singular.bound * scale },
    kind: 'bound',
    method: onto.method,
    errorBound: onto.errorBound,
    leak: onto.leak.map((residual) => residual * scale),
    parts: onto.parts,
    applyRow: (v) => onto.parts(v).row,
    subspaces: d <= 3 ? onto.subspaces() : null,
  };
}

/** Onto the space of a rank: the columns' own span unless singular values that can be told from 0 are cut off. */
function ontoRank(columns: Float64Array, qr: HouseholderQr, rank: number, exact: number): Onto {
  const { d } = qr;
  if (rank === 0 || rank === d) {
    return { method: 'pivoted QR', leak: residualsOf(qr, rank), ...trivialProjector(d, rank === d) };
  }
  return rank < exact ? dominantProjector(columns, qr, rank) : spanProjector(columns, qr, rank);
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
