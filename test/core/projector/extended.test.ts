import { describe, expect, it } from 'vitest';
import { fromRows } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import { readExtended } from '#test/support/oracle.ts';

/** What the condition leaves of the accuracy: refined, about 1e-16 but for the worst. */
const allowed = (name: string): number =>
  /1e(06|08|10)$/.test(name) ? 1e-10 : name === 'kappa_1e12' ? 1e-8 : 1e-12;

describe('the projector against answers in 113-bit arithmetic', () => {
  it.each(readExtended())('$name: rank $rank, the error within its bound', ({ name, rank, W, v, vRow }) => {
    const projector = columnSpace(fromRows(W), { kind: 'exact' });
    const parts = projector.parts(v);
    const error = norm2(parts.row.map((x, i) => x - (vRow[i] ?? 0)));
    expect(projector.rank).toBe(rank);
    expect(error).toBeLessThanOrEqual(parts.bound);
    expect(error).toBeLessThan(allowed(name));
    // A bound that says nothing would hold as well: ask that it stays in sight of the error.
    expect(parts.bound).toBeLessThan(100 * allowed(name));
  });

  it('graded columns cost no accuracy: the bound does not see how columns are scaled', () => {
    const graded = readExtended().find(({ name }) => name === 'graded_1e12_f32');
    const projector = columnSpace(fromRows(graded?.W ?? []), { kind: 'exact' });
    expect(projector.leastKept).toBeLessThan(1e-11);
    expect(projector.errorBound).toBeLessThan(1e-12);
  });
});
