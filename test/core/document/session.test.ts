import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentError, parseDocument } from '#core/document/parse.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import { type Document, documentSchema } from '#core/document/schema.ts';
import { serialiseDocument } from '#core/document/serialise.ts';
import { instances, rankRules, storedTypes } from '#test/support/arbitrary.ts';

const NAME = 'my.nullscope.json';
const read = (text: string): Document => parseDocument(text, NAME);

/** The sentence with which a text is refused. */
function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof DocumentError) return error.message;
    throw error;
  }
  throw new Error('it was read');
}

/** The default document's text with some fields replaced by any JSON. */
const withFields = (fields: Record<string, unknown>): string =>
  JSON.stringify({ ...defaultDocument, ...fields });

describe('a session file', () => {
  const titles = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }).filter((t) => t.length <= 200);
  const entries = fc.double({ min: -1e75, max: 1e75, noNaN: true }).map((x) => x + 0);
  const views = fc.record({
    hidden: fc.array(fc.string({ maxLength: 40 }), { maxLength: 4 }),
    locked: fc.array(fc.string({ maxLength: 40 }), { maxLength: 4 }),
    projection: fc.constantFrom('perspective' as const, 'orthographic' as const),
    pose: fc.option(
      fc.record({
        position: fc.tuple(entries, entries, entries),
        target: fc.tuple(entries, entries, entries),
        up: fc.tuple(entries, entries, entries),
        zoom: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      }),
    ),
  });
  const documents = fc
    .record({
      instance: instances(6),
      title: titles,
      view: views,
      unitLength: fc.boolean(),
      stored: storedTypes,
      rank: rankRules(0.999),
    })
    .map(({ instance, ...fields }): Document => ({ ...instance, ...fields }));

  it('gives back the document that it was written from, and the same bytes again', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const text = serialiseDocument(document);
        const again = read(text);
        // −0 is written as 0.
        expect(again).toEqual(JSON.parse(JSON.stringify(document)));
        expect(serialiseDocument(again)).toBe(text);
        expect(text.endsWith('}\n')).toBe(true);
      }),
    );
  });

  it.each(presets)('holds preset $id', ({ document }) => {
    expect(read(serialiseDocument(document))).toEqual(document);
  });

  it('of version 0 is migrated', () => {
    const { W } = defaultDocument;
    const old = { format: 'nullscope', version: 0, W, v: [1, 0, 0], b: [1, 0, 1], s: [2, 0, 2] };
    const document = read(JSON.stringify(old));
    expect(document).toMatchObject({ version: 3, V: [[1, 0, 0]], base: [[1, 0, 1]], source: [[2, 0, 2]] });
    expect(document).toMatchObject({ stored: 'f64', rank: { kind: 'exact' } });
    expect(document.title).toBe('Untitled');
    expect(read(JSON.stringify({ ...old, title: 'Mine' })).title).toBe('Mine');
    expect(refusal(JSON.stringify({ ...old, v: undefined }))).toMatch(/V\[0\]/);
  });
});

describe('a session of version 1', () => {
  const text = readFileSync(
    new URL('../../fixtures/sessions/version-1.nullscope.json', import.meta.url),
    'utf8',
  );

  it('keeps the rank rule that it was saved with, and counts as stored in float64', () => {
    const old = JSON.parse(text) as Record<string, unknown>;
    expect(old).not.toHaveProperty('stored');
    expect(read(text)).toEqual({
      ...old,
      version: 3,
      stored: 'f64',
      slice: null,
      rank: { kind: 'tolerance', relative: 0.6 },
    });
    const exact = JSON.stringify({ ...old, rank: { kind: 'exact' } });
    expect(read(exact).rank).toEqual({ kind: 'exact' });
  });

  it('is written in the new version', () => {
    expect(serialiseDocument(read(text))).toContain('"version": 3');
  });
});

describe('what is no session is refused in one sentence that names the file', () => {
  const good = serialiseDocument(defaultDocument);
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['an empty file', '', /the file is empty; choose a/],
    ['blanks', ' \n\t ', /the file is empty/],
    ['a file cut short', good.slice(0, -20), /broken or cut short.*: save the session again\./],
    ['a PNG', '\u0089PNG\r\n\u001a\n\u0000\u0000', /begins with “\{”/],
    ['a list', '[1, 2]', /begins with “\{”/],
    ['null', 'null', /begins with “\{”/],
    ['other JSON', '{"name": "package", "version": "1.0.0"}', /"format" is not "nullscope"/],
    ['an empty object', '{}', /"format" is not "nullscope"/],
    ['a newer version', withFields({ version: 99 }), /newer Nullscope \(version 99\).*update/],
    ['a version that is no number', withFields({ version: '1' }), /version: expected 3/],
    ['NaN', good.replace('1', 'NaN').replace('NaN', '1').replace('[-2]', '[NaN]'), /NaN and Infinity/],
    ['−Infinity', good.replace('[-2]', '[-Infinity]'), /NaN and Infinity.*replace them/],
    [
      'null for a number',
      withFields({ W: [[0], [null], [1]] }),
      /W\[1\]\[0\]: expected number, received null/,
    ],
    ['an overflowing literal', good.replace('[-2]', '[1e999]'), /W\[1\]\[0\]: expected number/],
    [
      'a key twice',
      good.replace('"pair"', '"direction": 0, "pair"'),
      /“direction” stands there twice: remove/,
    ],
    ['a nested key twice', good.replace('"hidden"', '"pose": null, "hidden"'), /“pose” stands there twice/],
    [
      'a key twice, spelled with an escape',
      good.replace('"pair"', '"\\u0064irection": 0, "pair"'),
      /“direction” stands there twice/,
    ],
    ['a prototype', good.replace('"pair"', '"__proto__": {"x": 1}, "pair"'), /__proto__/],
    ['a text for a matrix', withFields({ W: 'W' }), /W: expected array/],
    ['a text for a number', withFields({ V: [['1', 0, 0]] }), /V\[0\]\[0\]: expected number/],
    ['a truth value for a number', withFields({ pair: true }), /pair: expected (number|int)/],
    ['a missing part', withFields({ base: undefined }), /base: expected array/],
    ['an unknown part', withFields({ extra: 1 }), /unrecognised key.*extra/],
    ['a ragged W', withFields({ W: [[0], [1, 2], [1]] }), /W\[1\]: every row of W has the same.*has 2/],
    ['no rows', withFields({ W: [] }), /W: expected at least one row/],
    ['no columns', withFields({ W: [[], [], []] }), /W\[0\]: expected at least one column/],
    ['a V of other length', withFields({ V: [[1, 0]] }), /V\[0\]: W has 3 rows, so every row of V has 3/],
    ['a base of other length', withFields({ base: [[1, 0, 0, 0]] }), /base\[0\]: W has 3 rows.*has 4/],
    ['a source of other length', withFields({ source: [[1]] }), /source\[0\]: W has 3 rows/],
    [
      'more sources than bases',
      withFields({
        source: [
          [1, 0, 0],
          [0, 1, 0],
        ],
      }),
      /source: expected as many/,
    ],
    ['the zero direction', withFields({ V: [[0, 0, 0]] }), /V\[0\]: a direction must not be the zero vector/],
    [
      'more directions than dimensions',
      withFields({
        V: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
          [1, 1, 1],
        ],
      }),
      /V: expected at most d = 3/,
    ],
    ['a pair that is not there', withFields({ pair: 1 }), /pair: expected less than 1, got 1/],
    ['a negative pair', withFields({ pair: -1 }), /pair: /],
    ['half a pair', withFields({ pair: 0.5 }), /pair: /],
    ['a direction that is not there', withFields({ direction: 2 }), /direction: expected less than 1, got 2/],
    [
      'a readout that is not there',
      withFields({ readout: { kind: 'component', index: 1 } }),
      /readout\.index: W has 1 outputs, so expected 0 to 0, got 1/,
    ],
    [
      'weights of other length',
      withFields({ readout: { kind: 'vector', weights: [1, 2] } }),
      /readout\.weights: .*expected 1 weights, got 2/,
    ],
    ['an unknown readout', withFields({ readout: { kind: 'mean' } }), /readout\.kind: /],
    [
      'entries too large',
      withFields({ base: [[1e80, 0, 0]] }),
      /base\[0\]\[0\]: expected a magnitude of at most/,
    ],
    ['a huge title', withFields({ title: 'x'.repeat(201) }), /title: /],
    ['no title', withFields({ title: '' }), /title: /],
    ['an unknown number format', withFields({ stored: 'f8' }), /stored: expected one of "f64"/],
    ['no number format', withFields({ stored: undefined }), /stored: expected one of/],
    ['an unknown rank rule', withFields({ rank: { kind: 'guess' } }), /rank\.kind: /],
    ['a tolerance of 1', withFields({ rank: { kind: 'tolerance', relative: 1 } }), /rank\.relative: /],
  ];

  it.each(cases)('%s', (_, text, sentence) => {
    const message = refusal(text);
    expect(message).toMatch(sentence);
    expect(message.startsWith(`${NAME}: `)).toBe(true);
    expect(message).toMatch(/\.$/);
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(300);
  });

  it('keeps nothing of a prototype that a file brings', () => {
    refusal(good.replace('"pair"', '"__proto__": {"polluted": 1}, "pair"'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a damaged session', () => {
  const damage = fc.record({
    kind: fc.constantFrom('cut', 'flip', 'insert', 'repeat'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('"', '{', '[', ']', '}', ',', '\\', '1e999', '-'),
    ),
    length: fc.nat(40),
  });
  type Damage = { kind: string; at: number; text: string; length: number };
  const damaged = (text: string, { kind, at, text: inserted, length }: Damage): string => {
    const i = Math.floor(at * text.length);
    if (kind === 'cut') return text.slice(0, i);
    if (kind === 'insert') return text.slice(0, i) + inserted + text.slice(i);
    if (kind === 'repeat') return text.slice(0, i) + text.slice(Math.max(0, i - length));
    return (
      text.slice(0, i) + String.fromCharCode(text.charCodeAt(i) ^ (1 << (length % 7))) + text.slice(i + 1)
    );
  };

  it('is a document or a DocumentError, and nothing else, quickly', () => {
    const texts = presets.map(({ document }) => serialiseDocument(document));
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        (text, wounds) => {
          const start = performance.now();
          try {
            const document = read(wounds.reduce(damaged, text));
            expect(documentSchema.safeParse(document).success).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(DocumentError);
          }
          expect(performance.now() - start).toBeLessThan(500);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('is refused, not overflowed by, when it is nested very deep', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${open.repeat(100_000)}0${close.repeat(100_000)}`;
      expect(refusal(`{"format": "nullscope", "version": 1, "W": ${deep}}`)).toMatch(/^my/);
    }
  });

  it('with millions of escapes is read in time', () => {
    const start = performance.now();
    refusal(`{"format": "nullscope", "title": "${'\\\\'.repeat(2_000_000)}"}`);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
