import type { Layer } from '#core/analysis/layer.ts';
import { weightsOf } from '#core/analysis/readout.ts';
import type { Readout, Rows } from '#core/document/schema.ts';
import type { Matrix } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import type { HeldColumnSpaces } from '#core/projector/gram/held.ts';
import { images } from '#core/slice/images.ts';
import type { Gains } from './scalars.ts';

/** What all pairs of an instance share. */
export interface PairsContext {
  readonly W: Matrix;
  readonly readout: Readout;
  /** The directions and their parts, k × d each, and the Frobenius norms of these; a part within its error is zero. */
  readonly V: Rows;
  readonly vRow: Rows;
  readonly vNull: Rows;
  readonly norms: { readonly v: number; readonly row: number; readonly null: number };
  /** What `V_row` and `V_null` may be off by, in the Frobenius norm. */
  readonly bound: number;
  /** `V W`, `V_row W` and `V_null W`, k × m each. */
  readonly images: { readonly v: Rows; readonly row: Rows; readonly null: Rows };
  /** Of a linear readout with weights w: `W w` (length d), and what the directions change it by; null for the norm. */
  readonly linear: { readonly column: readonly number[]; readonly gains: Gains } | null;
}

/** What is found once for all pairs: parts and images of the directions, and the readout as a vector of inputs. */
export function pairsContext(
  { W, projector }: Layer,
  V: Rows,
  readout: Readout,
  largeSpaces?: HeldColumnSpaces,
): PairsContext {
  const k = V.length;
  const parts = V.map((v) => projector.parts(v));
  const bound = norm2(parts.map((part) => part.bound));
  const vRow = parts.map(({ row }) => row);
  const vNull = parts.map((part) => part.null);
  const found = images([...V, ...vRow, ...vNull], W, largeSpaces);
  const image = { v: found.slice(0, k), row: found.slice(k, 2 * k), null: found.slice(2 * k) };
  const weights = weightsOf(readout, W.cols);
  const sizeOf = (rows: Rows): number => norm2(rows.map(norm2));
  const certain = (size: number): number => (size > bound ? size : 0);
  return {
    W,
    readout,
    V,
    vRow,
    vNull,
    norms: { v: sizeOf(V), row: certain(sizeOf(vRow)), null: certain(sizeOf(vNull)) },
    bound,
    images: image,
    linear: weights && {
      column: timesColumn(W, weights),
      gains: {
        v: gainsOf(image.v, weights),
        row: gainsOf(image.row, weights),
        null: gainsOf(image.null, weights),
      },
    },
  };
}

const gainsOf = (rows: Rows, weights: readonly number[]): number[] =>
  rows.map((row) => row.reduce((sum, x, j) => sum + x * (weights[j] as number), 0));

/** `W w`, length d. */
function timesColumn({ rows, cols, data }: Matrix, weights: readonly number[]): number[] {
  const column = new Array<number>(rows).fill(0);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += (data[i * cols + j] as number) * (weights[j] as number);
    column[i] = sum;
  }
  return column;
}
