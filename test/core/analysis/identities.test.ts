import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Figure } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import { exactAnalysis } from '#test/support/exactAnalysis.ts';
import { documentOf } from '#test/support/instance.ts';
import { holds, holdsRoot, isZero, less, over, type Rational, ZERO } from '#test/support/rational.ts';

const small = fc.integer({ min: -3, max: 3 });
const fine = fc.oneof(small, fc.double({ min: -4, max: 4, noNaN: true }));
const rows = (n: number, width: number, entry: fc.Arbitrary<number>) =>
  fc.array(fc.array(entry, { minLength: width, maxLength: width }), { minLength: n, maxLength: n });
const readoutFor = (m: number): fc.Arbitrary<Document['readout']> =>
  fc.oneof(
    fc.constant({ kind: 'sum' as const }),
    fc.record({ kind: fc.constant('component' as const), index: fc.nat(m - 1) }),
    fc.record({ kind: fc.constant('difference' as const), plus: fc.nat(m - 1), minus: fc.nat(m - 1) }),
    fc.record({
      kind: fc.constant('vector' as const),
      weights: fc.array(small, { minLength: m, maxLength: m }),
    }),
  );

/** Small integer layers of every rank, d < m and d > m, at scales from 2^-199 to 2^199. */
const documents = fc
  .record({
    d: fc.integer({ min: 1, max: 4 }),
    m: fc.integer({ min: 1, max: 4 }),
    n: fc.integer({ min: 1, max: 2 }),
    k: fc.integer({ min: 1, max: 2 }),
    exponent: fc.constantFrom(-199, 0, 0, 0, 199),
    same: fc.boolean(),
  })
  .chain(({ d, m, n, k, exponent, same }) =>
    fc
      .record({
        W: rows(d, m, small).map((W) => W.map((row) => row.map((x) => x * 2 ** exponent))),
        V: rows(Math.min(k, d), d, fine).filter((V) => V.every((row) => row.some((x) => Math.abs(x) > 1e-3))),
        base: rows(n, d, fine),
        source: rows(n, d, fine),
        readout: readoutFor(m),
      })
      .map((parts) => documentOf(same ? { ...parts, source: parts.base } : parts)),
  );

const weightsOf = ({ readout, W }: Document): number[] => {
  const weights = (W[0] ?? []).map(() => 0);
  switch (readout.kind) {
    case 'sum':
      return weights.map(() => 1);
    case 'component':
      return weights.map((_, j) => Number(j === readout.index));
    case 'difference':
      return weights.map((_, j) => Number(j === readout.plus) - Number(j === readout.minus));
    case 'vector':
      return [...readout.weights];
    default:
      throw new Error('not linear');
  }
};

const expectHolds = (figure: Figure | undefined, truth: Rational | undefined): void => {
  expect(figure !== undefined && truth !== undefined && holds(figure, truth)).toBe(true);
};

describe('every figure lies within its bound of exact rational arithmetic', () => {
  it('for layers of any shape, rank and scale', () => {
    fc.assert(
      fc.property(documents, (doc) => {
        const analysis = analyze(doc);
        const truth = exactAnalysis(doc, weightsOf(doc));
        expect(analysis.rank.used).toBe(truth.rank);
        const { direction } = analysis;
        expect(holdsRoot(direction.norm, truth.square)).toBe(true);
        expect(holdsRoot(direction.rowNorm, truth.rowSquare)).toBe(true);
        expect(holdsRoot(direction.nullNorm, truth.nullSquare)).toBe(true);
        expectHolds(direction.rowShare, over(truth.rowSquare, truth.square));
        for (const [i, pair] of analysis.pairs.entries()) {
          const exact = truth.pairs[i];
          if (!exact) throw new Error('a pair is missing');
          expect(holdsRoot(pair.deltaNorm, exact.deltaSquare)).toBe(true);
          for (const key of ['alpha', 'alphaRow', 'alphaNull'] as const) {
            for (const [k, figure] of pair[key].entries()) expectHolds(figure, exact[key][k]);
          }
          for (const key of ['base', 'source', 'das', 'row', 'null'] as const) {
            expectHolds(pair.outputs[key].readout, exact[key]);
            expectHolds(pair.outputs[key].change, less(exact[key], exact.base));
          }
          for (const key of ['rowUnit', 'nullUnit'] as const) {
            const output = pair.outputs[key];
            if (output && exact[key]) expectHolds(output.readout, exact[key]);
          }
          expectHolds(pair.effects.total.readout, less(exact.das, exact.base));
          expectHolds(pair.effects.rowRow.readout, exact.rowRow);
          expectHolds(pair.effects.nullRow.readout, exact.nullRow);
          expectHolds(pair.effects.illusion.readout, less(exact.row, exact.das));
          expectHolds(pair.effects.rowNull.readout, ZERO);
          expectHolds(pair.effects.nullNull.readout, ZERO);
          expectHolds(pair.compositeResidual, ZERO);
          const [alpha, alphaRow] = [exact.alpha[0] ?? ZERO, exact.alphaRow[0] ?? ZERO];
          if (doc.V.length === 1 && pair.retainedRaw && pair.retainedUnit) {
            expectHolds(pair.retainedRaw, over(alphaRow, alpha));
            expectHolds(pair.retainedUnit, over(over(alphaRow, alpha), truth.rowSquare));
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('and the case that makes the missing effect zero is named when one holds exactly', () => {
    fc.assert(
      fc.property(documents, (doc) => {
        const truth = exactAnalysis(doc, weightsOf(doc));
        for (const [i, pair] of analyze(doc).pairs.entries()) {
          const exact = truth.pairs[i];
          if (!exact) throw new Error('a pair is missing');
          if (isZero(exact.deltaSquare)) expect(pair.zeroCase).toBe('sourceIsBase');
          else if (isZero(truth.rowSquare)) expect(pair.zeroCase).toBe('noRowPart');
          else if (isZero(truth.nullSquare)) expect(['noNullPart', 'noRowPart']).toContain(pair.zeroCase);
          else if (exact.alphaNull.every(isZero)) expect(pair.zeroCase).not.toBeNull();
          if (pair.zeroCase === null) expect(exact.alphaNull.every(isZero)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the identities of the page', () => {
  const identities = (doc: Document): void => {
    const { direction, pairs } = analyze(doc);
    const size = direction.norm.value;
    for (const [k, v] of doc.V.entries()) {
      for (const [i, x] of v.entries()) {
        const sum = (direction.vRow[k]?.[i] ?? 0) + (direction.vNull[k]?.[i] ?? 0);
        expect(Math.abs(x - sum)).toBeLessThanOrEqual(1e-15 * size);
      }
    }
    const squares = (direction.rowNorm.value / size) ** 2 + (direction.nullNorm.value / size) ** 2;
    expect(squares).toBeCloseTo(1, 12);
    for (const pair of pairs) {
      const { illusion, nullRow } = pair.effects;
      expect(nullRow.readout.value).toBe(-illusion.readout.value + 0);
      expect(nullRow.vector.map((x) => x + 0)).toEqual(illusion.vector.map((x) => 0 - x));
      expect(Math.abs(pair.compositeResidual.value)).toBeLessThanOrEqual(pair.compositeResidual.bound);
    }
  };

  it('hold for real entries at any scale, with zero and duplicated columns', () => {
    const scale = fc.constantFrom(1e-60, 1e-9, 1, 1e9, 1e60);
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(rows(5, 3, entry), rows(3, 5, entry), scale, scale, (tall, others, sizeW, sizeV) => {
        const [v = [], b = [], s = []] = others;
        fc.pre(v.some((x) => Math.abs(x) > 1e-3));
        const W = tall.map(([x = 0, y = 0, z = 0]) => [x, 0, y, x, z - x].map((e) => e * sizeW));
        identities(documentOf({ W, V: [v.map((x) => x * sizeV)], base: [b], source: [s] }));
      }),
    );
  });
});
