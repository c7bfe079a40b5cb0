import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';

describe.each(builds)('the %s build', (name) => {
  const { arena, kernels, twin } = kernelsAndTwin(name);

  test('has the twin’s inner product, to rounding, at every length', () => {
    const entry = fc.double({ noNaN: true, min: -1e3, max: 1e3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(entry, entry), { maxLength: 40 }), (pairs) =>
        arena.scope(() => {
          const n = pairs.length;
          const [a, b] = [arena.take(8 * n), arena.take(8 * n)];
          arena.f64(a, n).set(pairs.map(([x]) => x));
          arena.f64(b, n).set(pairs.map(([, y]) => y));
          const size = pairs.reduce((sum, [x, y]) => sum + Math.abs(x * y), 0);
          expect(Math.abs(kernels.dot(a, b, n) - twin.dot(a, b, n))).toBeLessThanOrEqual(n * 2 ** -52 * size);
        }),
      ),
    );
  });
});
