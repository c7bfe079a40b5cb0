import type { Document } from '#core/document/schema.ts';
import {
  inner,
  isZero,
  orthogonalBasis,
  over,
  plus,
  project,
  type Rational,
  rational,
  rationalColumns,
  shift,
  times,
  ZERO,
} from './rational.ts';

const ONE = rational(1);

/** The figures of one pair in exact arithmetic, by the definitions and nothing else. */
export interface ExactPair {
  readonly deltaSquare: Rational;
  readonly alpha: Rational[];
  readonly alphaRow: Rational[];
  readonly alphaNull: Rational[];
  readonly base: Rational;
  readonly source: Rational;
  readonly das: Rational;
  readonly row: Rational;
  readonly null: Rational;
  /** With `v̂`: `(δ·x)(x W) / ‖x‖²` needs no root. Null where the part is zero. */
  readonly rowUnit: Rational | null;
  readonly nullUnit: Rational | null;
  /** The four terms of the expansion, by their own formulas. */
  readonly rowRow: Rational;
  readonly nullRow: Rational;
}

export interface ExactAnalysis {
  readonly rank: number;
  readonly square: Rational;
  readonly rowSquare: Rational;
  readonly nullSquare: Rational;
  readonly pairs: ExactPair[];
}

/** The analysis of a document with a linear readout of these weights, in rational arithmetic. */
export function exactAnalysis(doc: Document, weights: readonly number[]): ExactAnalysis {
  const columns = rationalColumns(doc.W);
  const basis = orthogonalBasis(columns);
  const V = doc.V.map((row) => row.map(rational));
  const vRow = V.map((v) => project(v, basis));
  const vNull = V.map((v, k) => shift(v, rational(-1), vRow[k] ?? []));
  const seen = columns.reduce<Rational[]>(
    (sum, column, j) => shift(sum, rational(weights[j] ?? 0), column),
    columns[0]?.map(() => ZERO) ?? [],
  );
  const squareOf = (rows: Rational[][]): Rational => sum(rows.map((row) => inner(row, row)));
  const rowSquare = squareOf(vRow);
  const nullSquare = squareOf(vNull);
  const pairs = doc.base.map((baseRow, i): ExactPair => {
    const b = baseRow.map(rational);
    const s = (doc.source[i] ?? []).map(rational);
    const delta = shift(s, rational(-1), b);
    const along = (rows: Rational[][]): Rational[] => rows.map((row) => inner(delta, row));
    const effect = (alpha: Rational[], rows: Rational[][]): Rational =>
      sum(rows.map((row, k) => times(alpha[k] ?? ZERO, inner(row, seen))));
    const [alpha, alphaRow, alphaNull] = [along(V), along(vRow), along(vNull)];
    const base = inner(b, seen);
    const patched = (rows: Rational[][], square: Rational): Rational =>
      plus(base, over(effect(along(rows), rows), square));
    return {
      deltaSquare: inner(delta, delta),
      alpha,
      alphaRow,
      alphaNull,
      base,
      source: inner(s, seen),
      das: patched(V, ONE),
      row: patched(vRow, ONE),
      null: patched(vNull, ONE),
      rowUnit: isZero(rowSquare) ? null : patched(vRow, rowSquare),
      nullUnit: isZero(nullSquare) ? null : patched(vNull, nullSquare),
      rowRow: effect(alphaRow, vRow),
      nullRow: effect(alphaNull, vRow),
    };
  });
  return { rank: basis.length, square: squareOf(V), rowSquare, nullSquare, pairs };
}

const sum = (terms: Rational[]): Rational => terms.reduce(plus, ZERO);
