import { describe, expect, it } from 'vitest';
import { DocumentError, parseDocument } from '#core/document/parse.ts';
import { defaultDocument } from '#core/document/presets.ts';
import { type Document, documentSchema } from '#core/document/schema.ts';
import { serialiseDocument } from '#core/document/serialise.ts';

const NAME = 'my.nullscope.json';
const good = serialiseDocument(defaultDocument);

/** The sentence with which a text is refused; it must come in seconds even on a busy machine. */
function refusal(text: string): string {
  const start = performance.now();
  try {
    parseDocument(text, NAME);
  } catch (error) {
    expect(performance.now() - start).toBeLessThan(5000);
    if (error instanceof DocumentError) return error.message;
    throw error;
  }
  throw new Error('it was read');
}

/** The default session with the value of one of its matrices replaced by this text. */
const withMatrix = (name: string, value: string): string =>
  good.replace(new RegExp(`"${name}": \\[\\n[^]*?\\n {2}\\]`), () => `"${name}": ${value}`);

const list = (entry: string, count: number): string => `[${`${entry},`.repeat(count - 1)}${entry}]`;

describe('a session file that would take all memory or time', () => {
  it('of millions of wrong entries is refused at the first', () => {
    expect(refusal(withMatrix('W', `[${list('"x"', 500_000)}]`))).toMatch(/W\[0\]\[0\]: expected number/);
    expect(refusal(withMatrix('W', list('"x"', 500_000)))).toMatch(/W\[0\]: expected array, received string/);
    expect(refusal(withMatrix('V', list('[0,0,0]', 200_000)))).toMatch(/V: expected at most d = 3/);
    expect(refusal(good.replace('"hidden":[]', `"hidden":${list('1', 500_000)}`))).toMatch(/view\.hidden/);
    const weights = `"readout": {"kind":"vector","weights":${list('null', 500_000)}}`;
    expect(refusal(good.replace('"readout": {"kind":"sum"}', weights))).toMatch(/readout\.weights\[0\]/);
  });

  it('is not even collected as issues, whoever validates it', () => {
    const bad = { ...defaultDocument, W: [new Array(1000).fill('x')], base: [[null, null, null]] };
    const { issues = [] } = documentSchema.safeParse(bad).error ?? {};
    expect(issues.map(({ path }) => path)).toEqual([
      ['W', 0, 0],
      ['base', 0, 0],
    ]);
  });

  it('nested millions deep is refused before it is parsed', () => {
    expect(refusal(`{"W": ${'['.repeat(3_000_000)}${']'.repeat(3_000_000)}}`)).toMatch(/nested more than 16/);
    expect(refusal(`{"W": ${'{"a":'.repeat(1_000_000)}`)).toMatch(/nested more than 16/);
  });

  it('of millions of lists is refused before it is parsed', () => {
    expect(refusal(`{"W": ${list('[]', 2_000_001)}}`)).toMatch(/more than 2000000 rows/);
  });

  it('with a text of millions of characters is refused in a short sentence', () => {
    expect(refusal(`{"format": "nullscope", "title": "${'a'.repeat(12_000_000)}"}`)).toMatch(/version/);
    expect(refusal(`{"format": "nullscope", "title": "${'\\"'.repeat(6_000_000)}"}`)).toMatch(/version/);
    for (const key of ['k'.repeat(100_000), 'a\\nb'.repeat(1000)]) {
      for (const added of [`"${key}": 1`, `"${key}": 1, "${key}": 2`]) {
        const message = refusal(good.replace('"pair"', `${added}, "pair"`));
        expect(message.length).toBeLessThan(300);
        expect(message).not.toContain('\n');
      }
    }
  });

  it('longer than a session can be is refused by its length alone', () => {
    expect(refusal(`{${' '.repeat(64 * 1024 * 1024)}}`)).toMatch(
      /it has 67108866 characters.*at most 67108864/,
    );
  });

  it('brackets and quotes within its title are part of the title', () => {
    const title = '[[[[[[[[[[[[[[[[[[[[ {"\\ ]"title"';
    const document = { ...defaultDocument, title };
    expect(parseDocument(serialiseDocument(document), NAME)).toEqual(document);
  });
});

describe('the words of a refusal', () => {
  const withFields = (fields: Record<string, unknown>): string =>
    JSON.stringify({ ...defaultDocument, ...fields });

  it.each([
    [{ view: undefined }, 'view: expected object, but it is missing.'],
    [{ pair: -1 }, 'pair: expected number to be >=0.'],
    [
      { readout: { kind: 'mean' } },
      "readout.kind: expected 'sum' | 'component' | 'difference' | 'norm' | 'vector'.",
    ],
    [{ W: [[1], 2, [3]] }, 'W[1]: expected array, received 2.'],
  ])('%j', (fields, sentence) => {
    expect(refusal(withFields(fields))).toBe(`${NAME}: ${sentence}`);
  });
});

describe('what is written', () => {
  const twice = (document: Document): [string, string] => {
    const text = serialiseDocument(document);
    return [text, serialiseDocument(parseDocument(text, NAME))];
  };

  it('has the same bytes whatever the order of the keys in memory', () => {
    const W = [
      [1, 0],
      [0, 1],
      [1, 1],
    ];
    const readouts: Document['readout'][] = [
      { index: 1, kind: 'component' },
      { minus: 0, plus: 1, kind: 'difference' },
      { weights: [1, -0], kind: 'vector' },
    ];
    for (const readout of readouts) {
      const [first, second] = twice({
        ...defaultDocument,
        W,
        readout,
        rank: { relative: 0.5, kind: 'tolerance' },
      });
      expect(second).toBe(first);
    }
  });

  it('has 0 for −0', () => {
    const [first, second] = twice({ ...defaultDocument, base: [[-0, 1, -0]] });
    expect(first).toContain('[0,1,0]');
    expect(second).toBe(first);
  });

  it('is read with a byte-order mark before it', () => {
    expect(parseDocument(`\ufeff${good}`, NAME)).toEqual(defaultDocument);
  });
});
