import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Figure, PairAnalysis } from '#core/analysis/types.ts';
import { arrowOf } from '#core/arrows/arrows.ts';
import { type Document, documentSchema } from '#core/document/schema.ts';
import type { ThirdAxis } from '#core/document/slice.ts';
import { loadInstance } from '#core/instance/loadInstance.ts';
import { lift } from '#core/slice/coordinates.ts';
import { liftedDirection, sliceDocument } from '#core/slice/sliceDocument.ts';
import { takeSlice } from '#core/slice/takeSlice.ts';
import { instanceOf } from '#test/support/arbitrary.ts';
import { noFiles } from '#test/support/files.ts';
import { readOracle } from '#test/support/oracle.ts';

const thirds: readonly ThirdAxis[] = [
  { kind: 'deltaRow' },
  { kind: 'deltaNull' },
  { kind: 'otherRow', direction: 0 },
];

const inline = (rows: Document['W']) => ({ kind: 'inline' as const, rows });

/** The document's tensors as those of an instance that is read from somewhere. */
const layerIn = ({ W, V, base, source }: Document) => ({
  W: inline(W),
  V: inline(V),
  base: inline(base),
  source: inline(source),
  labels: null,
});

/** The slice of a document with d > 3 as a document; its tensors are said to lie in the document. */
function sliced(
  doc: Document,
  choice: { direction?: number; pair?: number; third?: ThirdAxis } = {},
): Document {
  const { instance, layer } = loadInstance(layerIn(doc), null, noFiles);
  const taken = takeSlice(
    { ...instance, stored: doc.stored },
    {
      rule: doc.rank,
      direction: choice.direction ?? 0,
      pair: choice.pair ?? doc.pair,
      third: choice.third ?? { kind: 'deltaRow' },
    },
  );
  return sliceDocument(taken, layer, doc);
}

/** Two figures of the same exact value: they agree within their bounds. */
function agree(a: Figure | null, b: Figure | null): void {
  if (a === null || b === null) {
    expect(a).toBe(b);
    return;
  }
  expect(Math.abs(a.value - b.value)).toBeLessThanOrEqual(a.bound + b.bound);
}

const outputNames = ['base', 'source', 'das', 'row', 'null', 'rowUnit', 'nullUnit'] as const;
const effectNames = ['total', 'rowRow', 'nullRow', 'rowNull', 'nullNull', 'illusion'] as const;

function sameEffects(a: PairAnalysis, b: PairAnalysis): void {
  agree(a.deltaNorm, b.deltaNorm);
  agree(a.alpha[0] ?? null, b.alpha[0] ?? null);
  agree(a.alphaRow[0] ?? null, b.alphaRow[0] ?? null);
  agree(a.alphaNull[0] ?? null, b.alphaNull[0] ?? null);
  for (const name of outputNames) agree(a.outputs[name]?.readout ?? null, b.outputs[name]?.readout ?? null);
  for (const name of effectNames) agree(a.effects[name].readout, b.effects[name].readout);
  agree(a.retainedRaw, b.retainedRaw);
  agree(a.retainedUnit, b.retainedUnit);
  expect(Math.abs(a.compositeResidual.value)).toBeLessThanOrEqual(a.compositeResidual.bound);
}

/** Instances with d in 4 … 12, one direction, W of any rank. */
const wide = fc
  .record({
    d: fc.integer({ min: 4, max: 12 }),
    m: fc.integer({ min: 1, max: 6 }),
    n: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(),
  })
  .chain(({ d, m, n, seed }) =>
    fc.record({
      doc: fc
        .integer({ min: 1, max: Math.min(d, m) })
        .map((rank) => instanceOf({ d, m, k: 1, n, rank, seed })),
      third: fc.constantFrom(...thirds),
    }),
  );

describe('the exact slice of an instance', () => {
  it('gives every figure of all d dimensions', () => {
    fc.assert(
      fc.property(wide, ({ doc, third }) => {
        const slice = sliced(doc, { third });
        const [ours, theirs] = [analyze(slice), analyze(doc)];
        sameEffects(ours.pairs[0] as PairAnalysis, theirs.pairs[doc.pair] as PairAnalysis);
        for (const name of ['norm', 'rowNorm', 'nullNorm', 'rowShare', 'angle', 'percentile'] as const) {
          agree(ours.direction[name], theirs.direction[name]);
        }
        expect(ours.shape).toEqual(theirs.shape);
        expect({ ...ours.rank, method: '' }).toEqual({ ...theirs.rank, method: '' });
      }),
    );
  });

  it('gives them for every direction within it, wherever v, b and s are dragged', () => {
    const place = fc.tuple(
      fc.float({ min: -2, max: 2, noNaN: true }),
      fc.float({ min: -2, max: 2, noNaN: true }),
      fc.float({ min: -2, max: 2, noNaN: true }),
    );
    fc.assert(
      fc.property(wide, place, place, place, ({ doc, third }, v, b, s) => {
        fc.pre(Math.hypot(...v) > 1e-3);
        const before = sliced(doc, { third });
        const dragged: Document = { ...before, V: [[...v]], base: [[...b]], source: [[...s]] };
        const axes = before.slice?.basis ?? [];
        const moved = (old: readonly number[], from: readonly number[], to: readonly number[]) => {
          const by = lift(
            axes,
            to.map((x, i) => x - (from[i] ?? 0)),
          );
          return old.map((x, i) => x + (by[i] ?? 0));
        };
        const real: Document = {
          ...doc,
          V: [liftedDirection(dragged, dragged.slice as never)],
          base: doc.base.map((row) => moved(row, before.base[0] ?? [], b)),
          source: doc.source.map((row) => moved(row, before.source[0] ?? [], s)),
        };
        const [ours, theirs] = [analyze(dragged), analyze(real)];
        const [own, other] = [ours.pairs[0], theirs.pairs[doc.pair]] as [PairAnalysis, PairAnalysis];
        for (const name of effectNames) {
          const size = 1 + Math.abs(other.effects.total.readout.value);
          expect(own.effects[name].readout.value).toBeCloseTo(
            other.effects[name].readout.value,
            10 - Math.ceil(Math.log10(size)),
          );
        }
      }),
    );
  });

  it('has orthonormal axes, each within one of the two spaces', () => {
    fc.assert(
      fc.property(wide, ({ doc, third }) => {
        const { slice } = sliced(doc, { third });
        const axes = slice?.basis ?? [];
        for (const [i, a] of axes.entries()) {
          for (const [j, b] of axes.entries()) {
            const product = a.reduce((sum, x, l) => sum + x * (b[l] ?? 0), 0);
            expect(product).toBeCloseTo(i === j ? 1 : 0, 13);
          }
        }
        for (const [i, a] of axes.entries()) {
          const image = (doc.W[0] ?? []).map((_, j) =>
            a.reduce((sum, x, l) => sum + x * (doc.W[l]?.[j] ?? 0), 0),
          );
          if (slice?.spaces[i] === 'null') expect(Math.hypot(...image)).toBeLessThan(1e-11);
        }
      }),
    );
  });

  it('is a document like any other: valid, and reported with what it hides', () => {
    const doc = instanceOf({ d: 9, m: 4, k: 1, n: 3, rank: 3, seed: 5 });
    const slice = sliced(doc);
    expect(documentSchema.parse(slice)).toEqual(slice);
    const delta = (doc.source[2] ?? []).map((x, i) => x - (doc.base[2]?.[i] ?? 0));
    const shown = (slice.source[0] ?? []).map((x, i) => x - (slice.base[0]?.[i] ?? 0));
    expect(Math.hypot(...shown, slice.slice?.hidden.delta ?? 0)).toBeCloseTo(Math.hypot(...delta), 12);
  });

  it('draws the direction at a round multiple of its length beside activations that are much longer or shorter', () => {
    const doc = instanceOf({ d: 9, m: 4, k: 1, n: 1, rank: 3, seed: 5 });
    const scaled = (factor: number): number => {
      const times = (rows: Document['W']) => rows.map((row) => row.map((x) => factor * x));
      return sliced({ ...doc, base: times(doc.base), source: times(doc.source) }).slice?.scale ?? Number.NaN;
    };
    expect(scaled(1)).toBe(1);
    for (const factor of [1e-6, 1e-2, 1e2, 1e6]) {
      const scale = scaled(factor);
      expect(scale / factor).toBeGreaterThan(0.1);
      expect(scale / factor).toBeLessThan(10);
      expect([1, 2, 5]).toContain(Math.round(scale / 10 ** Math.floor(Math.log10(scale * 1.0001))));
    }
    const drawn = arrowOf(sliced({ ...doc, base: doc.base.map((row) => row.map((x) => 100 * x)) }), 'v');
    const far = sliced({ ...doc, base: doc.base.map((row) => row.map((x) => 100 * x)) });
    const analysis = analyze(far);
    const tip = drawn.tip(far, analysis);
    expect(Math.hypot(...tip)).toBeCloseTo(far.slice?.scale ?? Number.NaN, 9);
    expect(drawn.edit(far, analysis, tip)?.V[0]?.map((x) => x.toFixed(12))).toEqual(
      far.V[0]?.map((x) => x.toFixed(12)),
    );
  });

  it('of several directions shows the principal ones, whose effects add up to that of the subspace', () => {
    const doc = instanceOf({ d: 11, m: 5, k: 3, n: 2, rank: 4, seed: 11 });
    const whole = analyze(doc).pairs[doc.pair] as PairAnalysis;
    const each = [0, 1, 2].map((direction) => sliced(doc, { direction }));
    const sum = (name: (typeof effectNames)[number]): number =>
      each.reduce((total, one) => total + (analyze(one).pairs[0]?.effects[name].readout.value ?? 0), 0);
    for (const name of effectNames) expect(sum(name)).toBeCloseTo(whole.effects[name].readout.value, 10);
    const { cosines } = each[0]?.slice?.directions ?? { cosines: [] };
    expect([...cosines].sort((a, b) => b - a)).toEqual(cosines);
    const angle = analyze(doc).direction.angle.value;
    expect(Math.acos(cosines.at(-1) ?? 0)).toBeCloseTo(angle, 7);
  });

  it('stands on three axes also where v has no part in one of the spaces, and where s = b', () => {
    const doc = instanceOf({ d: 6, m: 2, k: 1, n: 1, rank: 2, seed: 3 });
    const v = analyze(doc).direction.vNullUnit?.[0] ?? [];
    const slice = sliced({ ...doc, V: [v], source: doc.base });
    expect(slice.slice?.spaces).toHaveLength(3);
    const { pairs, direction } = analyze(slice);
    expect(pairs[0]?.zeroCase).toBe('sourceIsBase');
    expect(direction.rowNorm.value).toBeLessThan(1e-12);
  });

  it('has v itself as the source where no activations are given', () => {
    const doc = instanceOf({ d: 40, m: 7, k: 1, n: 1, rank: 7, seed: 8 });
    const { instance } = loadInstance(layerIn(doc), null, noFiles);
    const choice = { rule: doc.rank, direction: 0, pair: 0, third: { kind: 'deltaRow' } } as const;
    const { v, source } = takeSlice({ ...instance, stored: doc.stored, pairs: null }, choice);
    expect(source).toEqual(v);
    expect(v[2]).toBe(0);
  });
});

describe('the slice of an instance that was recorded from the notebook', () => {
  it.each(['notebook-96x24', 'rank22-96x24', 'wide-12x40'])('%s gives its recorded numbers', (name) => {
    const { W, V, base, source, expected } = readOracle(name);
    const doc: Document = {
      ...instanceOf({ d: 4, m: 1, k: 1, n: 1, rank: 1, seed: 1 }),
      W,
      V,
      base,
      source,
      pair: 0,
      direction: 0,
    };
    for (let pair = 0; pair < base.length; pair++) {
      const { pairs, direction, rank } = analyze(sliced({ ...doc, pair }));
      expect(rank.used).toBe(expected.rank);
      expect(direction.rowNorm.value).toBeCloseTo(expected.normRow, 12);
      const { outputs, effects } = pairs[0] as PairAnalysis;
      for (const output of ['base', 'source', 'das', 'row', 'null', 'rowUnit'] as const) {
        expect(outputs[output]?.readout.value).toBeCloseTo(expected.outSum[output][pair] ?? Number.NaN, 10);
      }
      expect(effects.illusion.readout.value).toBeCloseTo(expected.illusionSum[pair] ?? Number.NaN, 10);
    }
  });
});
