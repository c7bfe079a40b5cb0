import { describe, expect, it } from 'vitest';
import { largestPrincipalAngle } from '#core/linalg/principalAngle.ts';

/** The parts of the k-space at these angles to the first k axes of 2k, its basis mixed by a rotation. */
function tilted(angles: readonly number[]): [Float64Array[], Float64Array[]] {
  const k = angles.length;
  const part = (shape: (t: number) => number) =>
    angles.map((t, i) => Float64Array.from({ length: k }, (_, j) => (i === j ? shape(t) : 0)));
  const [C, S] = [part(Math.cos), part(Math.sin)];
  const mix = (rows: Float64Array[]): Float64Array[] =>
    rows.map((row, i) => {
      const next = rows[(i + 1) % k] ?? row;
      return i === 0 && k > 1
        ? row.map((x, j) => 0.6 * x + 0.8 * (next[j] ?? 0))
        : i === 1
          ? row.map((x, j) => 0.6 * x - 0.8 * (rows[0]?.[j] ?? 0))
          : row;
    });
  return k === 2 ? [mix(C), mix(S)] : [C, S];
}

describe('the largest principal angle', () => {
  it('is found in a basis that mixes the principal vectors', () => {
    for (const angles of [
      [0.3, 1.2],
      [1e-9, 2e-9],
      [Math.PI / 2 - 1e-9, 0.1],
      [0.7, 0.7],
    ]) {
      expect(Math.abs(largestPrincipalAngle(...tilted(angles)) - Math.max(...angles))).toBeLessThan(1e-15);
    }
  });

  it('is that of one row for one row, and 0 for none', () => {
    expect(largestPrincipalAngle(...tilted([0.4]))).toBeCloseTo(0.4, 15);
    expect(largestPrincipalAngle([], [])).toBe(0);
  });
});
