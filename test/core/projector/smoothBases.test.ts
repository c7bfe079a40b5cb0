import { describe, expect, it } from 'vitest';
import { fromRows } from '#core/linalg/matrix.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import type { Subspaces } from '#core/projector/types.ts';

const basesOf = (W: number[][]): Subspaces => {
  const { subspaces } = columnSpace(fromRows(W), { kind: 'exact' });
  if (!subspaces) throw new Error('no bases');
  return subspaces;
};
const all = ({ column, null: nul }: Subspaces): (readonly number[])[] => [...column, ...nul];
const inner = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, a, i) => sum + a * (y[i] ?? 0), 0);

describe('bases of both subspaces for d ≤ 3', () => {
  it('of the toy: the line of W and the plane it cannot see', () => {
    const { column, null: nul } = basesOf([[0], [-2], [1]]);
    expect(column).toEqual([
      [0, expect.closeTo(-2 / Math.sqrt(5), 15), expect.closeTo(1 / Math.sqrt(5), 15)],
    ]);
    expect(nul).toHaveLength(2);
    for (const q of nul) expect(inner(q, [0, -2, 1])).toBeCloseTo(0, 15);
  });

  it('are orthonormal and complete for every shape and rank', () => {
    const shapes = [
      [[3]],
      [[0]],
      [[1], [2]],
      [
        [1, 2],
        [2, 4],
      ],
      [
        [1, 2],
        [0, 1],
      ],
      [[0], [0], [-1]],
      [[1e-9], [0], [-1]],
      [
        [1, 1],
        [0, 1],
        [2, -1],
      ],
      [
        [1, 1, 2],
        [0, 1, 1],
        [2, -1, 1],
      ],
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      [[0], [0], [0]],
    ];
    for (const W of shapes) {
      const rows = all(basesOf(W));
      expect(rows).toHaveLength(W.length);
      for (const [i, p] of rows.entries()) {
        for (const [j, q] of rows.entries()) expect(inner(p, q)).toBeCloseTo(i === j ? 1 : 0, 14);
      }
    }
  });

  it('turn smoothly while a column is dragged: no vector jumps or flips', () => {
    for (const columns of [1, 2]) {
      let before: (readonly number[])[] | null = null;
      for (let step = 0; step <= 400; step++) {
        const t = (step / 400) * 2 * Math.PI;
        const dragged = [Math.cos(t), Math.sin(t), 0.3 + 0.2 * Math.sin(3 * t)];
        const W = dragged.map((x, i) => (columns === 1 ? [x] : [x, [0.1, 0.2, -2][i] ?? 0]));
        const now = all(basesOf(W));
        const last = before;
        if (last) for (const [i, q] of now.entries()) expect(inner(q, last[i] ?? [])).toBeGreaterThan(0.99);
        before = now;
      }
    }
  });

  it('do not depend on which column the decomposition takes first', () => {
    const shorter = basesOf([
      [1, 0],
      [0, 1.01],
      [0, 0],
    ]);
    const longer = basesOf([
      [1, 0],
      [0, 0.99],
      [0, 0],
    ]);
    expect(shorter).toEqual(longer);
  });

  it('do not exist for d > 3', () => {
    expect(columnSpace(fromRows([[1], [2], [3], [4]]), { kind: 'exact' }).subspaces).toBeNull();
  });
});
