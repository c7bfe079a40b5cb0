import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { ZeroCase } from '#core/analysis/types.ts';
import { documentOf, type Instance } from '#test/support/instance.ts';

const caseOf = (parts: Instance): ZeroCase | null | undefined =>
  analyze(documentOf(parts)).pairs[0]?.zeroCase;

describe('the case that makes the missing effect zero', () => {
  it('is none for the toy', () => {
    expect(caseOf({})).toBeNull();
  });

  it('is named for each of the four reasons', () => {
    expect(caseOf({ source: [[1, 0, 1]] })).toBe('sourceIsBase');
    expect(caseOf({ V: [[0, 0.6, 1.2]] })).toBe('noRowPart');
    expect(caseOf({ V: [[0, -2 / Math.sqrt(5), 1 / Math.sqrt(5)]] })).toBe('noNullPart');
    // v_null of the toy is proportional to (5, −1, −2).
    expect(caseOf({ source: [[2, 3, 2]] })).toBe('deltaOrthogonalToNullPart');
  });

  it('is the first that holds', () => {
    expect(caseOf({ V: [[0, 0.6, 1.2]], source: [[1, 0, 1]] })).toBe('sourceIsBase');
    expect(caseOf({ W: [[0], [0], [0]] })).toBe('noRowPart');
    expect(
      caseOf({
        W: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      }),
    ).toBe('noNullPart');
  });

  it('allows what storing a made-orthogonal source far from the origin rounds off', () => {
    const null3 = [5, -1, -2].map((x) => x / Math.sqrt(30));
    const base = [1e6, 1 / 3, 2e5];
    const wanted = [0.1, 0.7, -0.3];
    const along = wanted.reduce((sum, x, i) => sum + x * (null3[i] ?? 0), 0);
    const source = base.map((x, i) => x + (wanted[i] ?? 0) - along * (null3[i] ?? 0));
    expect(caseOf({ base: [base], source: [source] })).toBe('deltaOrthogonalToNullPart');
  });

  it('does not mistake a small effect for none', () => {
    expect(caseOf({ source: [[2 + 1e-9, 3, 2]] })).toBeNull();
    expect(caseOf({ V: [[1e-9, -2 / Math.sqrt(5), 1 / Math.sqrt(5)]] })).toBeNull();
  });
});
