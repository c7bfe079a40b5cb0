import { isLarge } from '#core/analysis/layer.ts';
import type { Matrix } from '#core/linalg/matrix.ts';
import type { HeldColumnSpaces } from '#core/projector/gram/held.ts';

/** `x W` for each of the rows x (length d), each of length m, in float64: off by at most `γ ‖x‖ ‖w_j‖` per entry. */
export function images(
  rows: readonly ArrayLike<number>[],
  W: Matrix,
  largeSpaces?: HeldColumnSpaces,
): number[][] {
  if (largeSpaces && isLarge(W)) return largeSpaces.images(W, rows);
  const { rows: d, cols: m, data } = W;
  const sums = rows.map(() => new Array<number>(m).fill(0));
  for (let i = 0; i < d; i++) {
    for (const [r, row] of rows.entries()) {
      const x = row[i] as number;
      if (x === 0) continue;
      const sum = sums[r] as number[];
      for (let j = 0; j < m; j++) sum[j] = (sum[j] as number) + x * (data[i * m + j] as number);
    }
  }
  return sums;
}
