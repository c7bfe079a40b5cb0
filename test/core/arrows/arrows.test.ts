import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { arrowOf, arrowsOf, MOST_COLUMNS, shownPair, subspaceConstraint } from '#core/arrows/arrows.ts';
import { normOf } from '#core/arrows/norm.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import { instanceOf, instances } from '#test/support/arbitrary.ts';

describe('the arrows of a document', () => {
  it('have an id, LaTeX, plain text and a name each, and no two the same', () => {
    for (const { document } of presets) {
      const arrows = arrowsOf(document);
      for (const key of ['id', 'tex', 'plain', 'name'] as const) {
        const values = arrows.map((arrow) => arrow[key]);
        expect(values.every((value) => value.length > 0)).toBe(true);
        expect(new Set(values).size).toBe(values.length);
      }
    }
  });

  it('stand in the order of the objects panel', () => {
    const groups = arrowsOf(defaultDocument).map(({ group }) => group);
    expect([...new Set(groups)]).toEqual(['layer', 'direction', 'pair', 'patched']);
  });

  it('have d entries, a tail and a tip of length d, and a finite bound', () => {
    fc.assert(
      fc.property(instances(6), (document) => {
        const analysis = analyze(document);
        const d = document.W.length;
        for (const arrow of arrowsOf(document)) {
          expect(arrow.entries(document, analysis)).toHaveLength(d);
          expect(arrow.tail(document, analysis)).toHaveLength(d);
          expect(arrow.tip(document, analysis)).toHaveLength(d);
          for (let i = 0; i < d; i++) {
            const bound = arrow.bound(document, analysis, i);
            if (arrow.given) expect(bound).toBe(0);
            expect(bound).toBeLessThan(1e-9);
          }
        }
      }),
    );
  });

  it('show at most a dozen columns of W', () => {
    const wide = instanceOf({ d: 3, m: 40, k: 1, n: 1, rank: 2, seed: 1 });
    expect(arrowsOf(wide).filter(({ group }) => group === 'layer')).toHaveLength(MOST_COLUMNS);
  });

  it('call a lone column W', () => {
    expect(arrowOf(defaultDocument, 'w0').plain).toBe('W');
    const plane = presets.find(({ id }) => id === 'plane')?.document ?? defaultDocument;
    expect(arrowOf(plane, 'w1').plain).toBe('w_2');
  });

  it('are asked for by id: an unknown one, or a pair that is not there, is an error', () => {
    expect(() => arrowOf(defaultDocument, 'w1')).toThrow(RangeError);
    expect(() => shownPair({ ...defaultDocument, pair: 3 }, analyze(defaultDocument))).toThrow(RangeError);
  });

  it('do nothing when a derived one is edited', () => {
    const analysis = analyze(defaultDocument);
    for (const id of ['hDas', 'hRow', 'hNull']) {
      expect(arrowOf(defaultDocument, id).edit(defaultDocument, analysis, [1, 1, 1])).toBeNull();
    }
  });
});

describe('the norm of an arrow', () => {
  it('is that of its entries, within its bound', () => {
    fc.assert(
      fc.property(instances(6), (document) => {
        const analysis = analyze(document);
        for (const arrow of arrowsOf(document)) {
          const norm = normOf(arrow, document, analysis);
          const size = Math.hypot(...(arrow.entries(document, analysis) ?? []));
          expect(Math.abs((norm?.value ?? Number.NaN) - size)).toBeLessThanOrEqual(1e-14 * size);
          expect(norm?.bound).toBeLessThan(1e-9 * (1 + size));
        }
      }),
    );
  });

  it('of the toy’s parts is √0.4 and √0.6', () => {
    const analysis = analyze(defaultDocument);
    for (const [id, square] of [
      ['vRow', 0.4],
      ['vNull', 0.6],
    ] as const) {
      const norm = normOf(arrowOf(defaultDocument, id), defaultDocument, analysis);
      expect(Math.abs((norm?.value ?? 0) - Math.sqrt(square))).toBeLessThanOrEqual(norm?.bound ?? 0);
    }
  });
});

describe('a subspace as a constraint', () => {
  it('is fixed, a line, a plane, or the whole space', () => {
    const e = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as const;
    expect(subspaceConstraint([], 'null space')).toEqual({ kind: 'fixed', reason: 'the null space is zero' });
    expect(subspaceConstraint(e.slice(0, 1), 'x')).toMatchObject({ kind: 'line', along: [1, 0, 0] });
    expect(subspaceConstraint(e.slice(0, 2), 'x')).toMatchObject({ kind: 'plane', normal: [0, 0, 1] });
    expect(subspaceConstraint(e, 'x')).toEqual({ kind: 'viewPlane' });
  });
});
