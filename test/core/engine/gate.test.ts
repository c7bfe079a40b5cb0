import { describe, expect, test, vi } from 'vitest';
import { AnalysisError } from '#core/analysis/analyze.ts';
import { DocumentError } from '#core/document/parse.ts';
import { EngineError, engineErrorSchema, type RequestName, requestNames } from '#core/engine/contract.ts';
import { asEngineError, errorData, parseArgs } from '#core/engine/gate.ts';
import { ExpressionError } from '#core/expression/evaluate.ts';
import { defaultAnimation } from '#core/figure/animationSettings.ts';
import { defaultSettings } from '#core/figure/presets.ts';
import { documentOf } from '#test/support/instance.ts';

const document = documentOf();

const tensor = (file: string) => ({
  kind: 'file',
  name: file,
  ref: { file, tensor: '', index: [0], transposed: true, hash: null },
});
const layer = {
  W: tensor('W.npy'),
  V: { kind: 'inline', rows: [[1, 0]] },
  base: null,
  source: null,
  labels: null,
};

/** Valid arguments of every request: one without them does not compile. */
const valid: { readonly [N in RequestName]: object } = {
  hello: {},
  analyze: { document },
  spectrum: { document },
  takeSlice: { document, change: { pair: 3, third: { kind: 'otherRow', direction: 1 } } },
  openLayer: { layer, title: 'a' },
  surveyPairs: { document, most: 10 },
  exportFigure: { document, before: null, settings: defaultSettings, format: 'svg' },
  exportAnimation: { document, settings: defaultSettings, animation: defaultAnimation },
  figureTexts: { document, settings: defaultSettings },
  parseFigure: { name: 'a.svg', bytes: '' },
  listFiles: { folder: null },
  chooseFiles: { what: 'folder' },
  inspectFile: { file: 'W.npy' },
  previewTensor: { file: 'W.npy', tensor: '', index: [1], transposed: false },
  evaluate: { text: '1', expect: 'scalar' },
  parseSession: { name: 'a', text: '{}' },
  openSession: { file: null },
  saveSession: { document, file: null, name: 'a', overwrite: false },
  listSessions: {},
  setWindowState: { title: 'a', edited: false },
  closeWindow: {},
  openLink: { link: 'wu' },
};

describe('the arguments of a request', () => {
  test.each(requestNames)('%s: are taken when they are valid', (name) => {
    expect(parseArgs(name, valid[name])).toEqual(valid[name]);
  });

  test.each(requestNames)('%s: with anything beside them are refused', (name) => {
    expect(() => parseArgs(name, { ...valid[name], stowaway: 1 })).toThrow(/“.+” was asked with something/);
  });

  test.each(requestNames)('%s: that are no object are refused', (name) => {
    for (const args of [null, undefined, 7, 'text', [], () => 0]) {
      expect(() => parseArgs(name, args)).toThrow(EngineError);
    }
  });

  test.each(requestNames.flatMap((name) => Object.keys(valid[name]).map((key) => [name, key] as const)))(
    '%s: without %s are refused, and the place is named',
    (name, key) => {
      const { [key]: _, ...rest } = valid[name] as Record<string, unknown>;
      expect(() => parseArgs(name, rest)).toThrow(` at ${key}`);
    },
  );

  test('the place is named to the last index', () => {
    const wrong = { ...document, W: [[0], [Number.NaN], [1]] };
    expect(() => parseArgs('analyze', { document: wrong })).toThrow('“analyze”');
    expect(() => parseArgs('analyze', { document: wrong })).toThrow(' at document.W.1.0');
  });

  test.each([
    ['an endless number', 'analyze', { document: { ...document, base: [[1, 0, Infinity]] } }],
    ['a ragged matrix', 'analyze', { document: { ...document, base: [[1, 0]] } }],
    ['shapes that do not fit', 'analyze', { document: { ...document, V: [[1, 0]] } }],
    ['an expectation that there is not', 'evaluate', { text: '1', expect: 'tensor' }],
    [
      'a hash that is none',
      'openLayer',
      { layer: { ...layer, W: { ...layer.W, ref: { ...layer.W.ref, hash: 'x' } } }, title: 'a' },
    ],
    ['a page that is not in the table', 'openLink', { link: 'https://example.org' }],
    ['a title without end', 'setWindowState', { title: 'a'.repeat(301), edited: false }],
    ['a file without end', 'openSession', { file: 'a'.repeat(4097) }],
    ['an empty name', 'saveSession', { ...valid.saveSession, name: '' }],
  ] as const)('%s is bad input', (_what, name, args) => {
    let thrown: unknown;
    try {
      parseArgs(name, args);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'badInput' });
  });
});

describe('an error', () => {
  test.each([
    new DocumentError('a.json: expected a matrix at W.'),
    new ExpressionError('Unknown name “x”.'),
    new AnalysisError('The patch is larger than a number can be.'),
  ])('of the user’s keeps its sentence: $name', (error) => {
    const log = vi.fn();
    expect(errorData(asEngineError(error, log))).toEqual({ code: 'badInput', message: error.message });
    expect(log).not.toHaveBeenCalled();
  });

  test('that is one already stays as it is', () => {
    const error = new EngineError('exists', 'There is a file a already.');
    expect(asEngineError(error, () => undefined)).toBe(error);
  });

  test.each([
    ['an error', new Error('/home/ada/secret: EIO')],
    ['a type error', new TypeError('x is undefined at file:///srv/app.js')],
    ['a range error that is none of the analysis', new RangeError('Invalid array length')],
    ['a string', 'secret'],
    ['nothing', undefined],
  ])('of ours is logged whole and tells nothing: %s', (_what, error) => {
    const log = vi.fn();
    const seen = asEngineError(error, log);
    expect(log).toHaveBeenCalledExactlyOnceWith(error);
    expect(seen.code).toBe('fault');
    expect(seen.message).not.toMatch(/secret|srv|array/i);
    expect(seen.message).toMatch(/^[A-Z].*\.$/);
  });

  test('crosses the wire as a code and a sentence, without a stack', () => {
    const data = errorData(new EngineError('denied', 'No.'));
    expect(data).toEqual({ code: 'denied', message: 'No.' });
    expect(engineErrorSchema.parse(structuredClone(data))).toEqual(data);
  });
});
