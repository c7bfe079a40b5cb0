import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { arrowsOf, shownPair } from '#core/arrows/arrows.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import { announce } from '#core/words/announce.ts';
import { headline, plainSentence } from '#core/words/headline.ts';
import { outputsOf } from '#core/words/outputs.ts';
import { readoutLabel } from '#core/words/readout.ts';
import { expansionOf } from '#core/words/terms.ts';
import { zeroCaseWords } from '#core/words/zeroCase.ts';
import { instances } from '#test/support/arbitrary.ts';

const outputs = outputsOf(1);
const { terms, total } = expansionOf(1);

const presetOf = (id: string): Document => {
  const preset = presets.find((one) => one.id === id);
  if (!preset) throw new Error(`no preset ${id}`);
  return preset.document;
};
const sentenceOf = (document: Document): string =>
  plainSentence(headline(document, analyze(document)).sentence);

const ALL_ROW = 'All of it is read from the difference along v row.';
const CARRIED = 'is carried over from the difference along v null, which the layer cannot see.';

describe('the headline', () => {
  const sentences: Readonly<Record<string, string>> = {
    notebook: `Patching along v adds 1.000 to the readout. 0.400 of it is read from the difference along v row; 0.600 ${CARRIED}`,
    'makelov-illusory': `Patching along v adds 1.000 to the readout. 0.400 of it is read from the difference along v row; 0.600 ${CARRIED}`,
    'makelov-e3': `Patching along v adds 1.000 to the readout. 0.200 of it is read from the difference along v row; 0.800 ${CARRIED}`,
    plane: `Patching along v changes the readout by −0.333. +0.222 is read from the difference along v row; −0.556 ${CARRIED}`,
    'full-rank': `Patching along v changes the readout by −0.667. ${ALL_ROW}`,
    honest: `Patching along v adds 1.000 to the readout. ${ALL_ROW}`,
    'source-is-base':
      'Patching along v changes nothing. Source and base are the same, so no patch changes anything.',
    'delta-orthogonal': `Patching along v adds 2.000 to the readout. ${ALL_ROW}`,
    'no-row-part':
      'Patching along v changes nothing. v lies in the null space: the layer sees nothing of it, so every effect is zero.',
  };

  it.each(presets)('of $id', ({ id, document }) => {
    expect(sentenceOf(document)).toBe(sentences[id]);
  });

  it('shows the missing effect and the effect that it is a part of', () => {
    const { figure, total: whole } = headline(defaultDocument, analyze(defaultDocument));
    expect(figure.value).toBeCloseTo(0.6, 12);
    expect(whole.value).toBeCloseTo(1, 12);
  });

  it('says where two effects cancel, and where the readout does not see the patch', () => {
    // δ · v = 0, while α_row = −α_null ≠ 0.
    expect(sentenceOf({ ...defaultDocument, source: [[2, 1, 1]] })).toMatch(
      /leaves the readout as it is: two effects cancel\. .*read from.*carried over/,
    );
    // Every row of W sums to 0.
    const blind = {
      ...defaultDocument,
      W: [
        [0, 0],
        [-2, 2],
        [1, -1],
      ],
    };
    expect(sentenceOf(blind)).toBe('Patching along v does not change the readout of this pair.');
  });

  it('speaks of V where several directions are patched at once', () => {
    const two = { ...defaultDocument, V: [...defaultDocument.V, [0, 0, 1]] };
    expect(sentenceOf(two)).toBe(
      'Patching along V adds 2.000 to the readout. 0.600 of it is read from the difference along V row; ' +
        '1.400 is carried over from the difference along V null, which the layer cannot see.',
    );
  });

  it('is a sentence for any document', () => {
    fc.assert(
      fc.property(instances(6), (document) => {
        expect(sentenceOf(document)).toMatch(/^Patching along [vV] .*\.$/);
        expect(sentenceOf(document)).not.toMatch(/NaN|undefined|e-\d/);
      }),
    );
  });
});

describe('the zero cases', () => {
  it('have a name and one sentence each', () => {
    const cases = ['sourceIsBase', 'noRowPart', 'noNullPart', 'deltaOrthogonalToNullPart'] as const;
    const names = ['s = b', 'V_row = 0', 'V_null = 0', 'δ ⟂ V_null'];
    for (const k of [1, 2]) {
      expect(cases.map((one) => zeroCaseWords(one, k).name)).toEqual(names);
      for (const one of cases) expect(zeroCaseWords(one, k).sentence).toMatch(/^[^.]+\.$/);
    }
  });

  it('speak of v where one direction is patched, and of V where several are', () => {
    expect(zeroCaseWords('noNullPart', 1).sentence).toMatch(/^v lies/);
    expect(zeroCaseWords('noNullPart', 3).sentence).toMatch(/^V lies/);
  });
});

describe('what is said aloud when a gesture ends', () => {
  it('is v, its parts, the effect and what of it is missing', () => {
    expect(announce(defaultDocument, analyze(defaultDocument))).toBe(
      'v 0.71, −0.71, 0; row part 0.63, null part 0.77; effect 1.000, of it missing 0.600',
    );
  });

  it('says which of several directions it is, and speaks of the parts of V', () => {
    const two = { ...defaultDocument, V: [...defaultDocument.V, [0, 0, 1]], direction: 1 };
    expect(announce(two, analyze(two))).toBe(
      'v 2 of 2: 0, 0, 1; row part of V 0.77, null part 1.2; effect 2.000, of it missing 1.400',
    );
  });

  it('names the zero case, and says ≈ 0 for what is rounding noise', () => {
    const honest = presetOf('honest');
    expect(announce(honest, analyze(honest))).toMatch(
      /null part ≈ 0; effect 1\.000, of it missing ≈ 0; V_null = 0$/,
    );
  });

  it('does not read out long vectors', () => {
    fc.assert(
      fc.property(instances(9), (document) => {
        const said = announce(document, analyze(document));
        expect(said.length).toBeLessThan(200);
        if (document.W.length > 4) expect(said).toContain(` ${document.W.length} entries;`);
      }),
    );
  });
});

describe('the terms of the expansion', () => {
  it('are four, in order, and add up to the total for a linear readout', () => {
    expect(terms.map(({ id }) => id)).toEqual(['rowRow', 'nullRow', 'rowNull', 'nullNull']);
    fc.assert(
      fc.property(instances(6), (document) => {
        const pair = shownPair(document, analyze(document));
        const figures = terms.map(({ figure }) => figure(pair));
        const whole = total.figure(pair);
        const sum = figures.reduce((all, { value }) => all + value, 0);
        const bound = figures.reduce((all, one) => all + one.bound, whole.bound);
        expect(Math.abs(sum - whole.value)).toBeLessThanOrEqual(bound + 1e-15 * Math.abs(whole.value));
        // The last two are zero whatever the document.
        for (const { value, bound: most } of figures.slice(2))
          expect(Math.abs(value)).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('are made of arrows that there are', () => {
    const ids = arrowsOf(defaultDocument).map(({ id }) => id);
    for (const { arrows } of [total, ...terms]) expect(ids).toEqual(expect.arrayContaining([...arrows]));
  });
});

describe('the outputs', () => {
  it('stand in the order base, source, v, row, unit row, null, unit null', () => {
    expect(outputs.map(({ id }) => id)).toEqual([
      'base',
      'source',
      'das',
      'row',
      'rowUnit',
      'null',
      'nullUnit',
    ]);
    expect(new Set(outputs.map(({ name }) => name)).size).toBe(7);
  });

  it('of the toy are those of the notebook', () => {
    const pair = shownPair(defaultDocument, analyze(defaultDocument));
    const values = outputs.map(({ output }) => output(pair)?.readout.value ?? Number.NaN);
    for (const [i, value] of [1, 2, 2, 1.4, 2, 1, 1].entries()) expect(values[i]).toBeCloseTo(value, 12);
  });

  it('of a part that is zero do not exist as unit patches', () => {
    const pair = shownPair(presetOf('honest'), analyze(presetOf('honest')));
    expect(outputs.find(({ id }) => id === 'nullUnit')?.output(pair)).toBeNull();
  });
});

describe('readouts', () => {
  it('have a word or two, and count outputs from 1', () => {
    expect(readoutLabel({ kind: 'sum' })).toBe('sum');
    expect(readoutLabel({ kind: 'component', index: 0 })).toBe('output 1');
    expect(readoutLabel({ kind: 'difference', plus: 2, minus: 0 })).toBe('output 3 − output 1');
    expect(readoutLabel({ kind: 'norm' })).toBe('norm');
    expect(readoutLabel({ kind: 'vector', weights: [1] })).toBe('custom');
  });
});

describe('several directions', () => {
  it('are written as the matrix V, in the expansion and in the outputs', () => {
    const expansion = expansionOf(3);
    expect(expansion.total.name).toBe('effect of V');
    expect(expansion.terms.map(({ id }) => id)).toEqual(terms.map(({ id }) => id));
    expect(expansion.terms[0]?.tex).toContain('V_{\\mathrm{row}}^{\\mathsf{T}}');
    expect(outputsOf(3).map(({ name }) => name)).toContain('patch V_row, unit');
    expect(expansionOf(2)).toBe(expansion);
  });
});
