import { describe, expect, it } from 'vitest';
import { fromRows } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import { readExtended } from '#test/support/oracle.ts';

/** What a backward stable method in float64 owes: `u κ`, with room for a factor. */
const OWED: Record<string, number> = {
  kappa_1e02: 1e-14,
  kappa_1e04: 1e-12,
  kappa_1e06: 1e-10,
  kappa_1e08: 1e-8,
  kappa_1e10: 1e-6,
  kappa_1e12: 1e-4,
};

describe('the projector against answers in 113-bit arithmetic', () => {
  it.each(readExtended())('$name: rank $rank, the error within its bound', ({ name, rank, W, v, vRow }) => {
    const projector = columnSpace(fromRows(W), { kind: 'exact' });
    const parts = projector.parts(v);
    const error = norm2(parts.row.map((x, i) => x - (vRow[i] ?? 0)));
    expect(projector.rank).toBe(rank);
    expect(error).toBeLessThanOrEqual(parts.bound);
    expect(error).toBeLessThan(OWED[name] ?? 1e-14);
    // A bound that says nothing would hold as well: ask that it stays in sight of the error.
    expect(parts.bound).toBeLessThan(1000 * (OWED[name] ?? 1e-15));
  });

  it('graded columns cost no accuracy: the bound does not see how columns are scaled', () => {
    const graded = readExtended().find(({ name }) => name === 'graded_1e12_f32');
    const projector = columnSpace(fromRows(graded?.W ?? []), { kind: 'exact' });
    expect(projector.leastKept).toBeLessThan(1e-11);
    expect(projector.errorBound).toBeLessThan(1e-12);
  });
});
