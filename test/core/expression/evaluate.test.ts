import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expect, ExpressionError, evaluate } from '#core/expression/evaluate.ts';

/** The sentence with which a text is refused. */
function refusal(text: string, expected: Expect = 'matrix'): string {
  try {
    evaluate(text, expected);
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
  throw new Error('it was read');
}

const scalar = (text: string): number => evaluate(text, 'scalar')[0]?.[0] ?? Number.NaN;
const h = Math.SQRT1_2;

describe('a number', () => {
  it.each([
    ['1/sqrt(2)', h],
    ['√2', Math.SQRT2],
    ['√(2)', Math.SQRT2],
    ['1/√2', h],
    ['−1', -1],
    ['π', Math.PI],
    ['2*pi/3', (2 * Math.PI) / 3],
    ['2 × 3', 6],
    ['2·3', 6],
    ['2^-1', 0.5],
    ['-2^2', -4],
    ['pow(2, 10)', 1024],
    ['tau - 2 pi', 0],
    ['1 -2', -1],
    ['1e-3', 1e-3],
    ['.5', 0.5],
    ['atan2(1, 1)', Math.PI / 4],
    ['norm([3, 4])', 5],
    ['dot([1, 2, 3], [1, 1, 1])', 6],
    ['exp(0) + log(e)', 2],
  ])('%s is %f', (text, value) => {
    expect(scalar(text)).toBeCloseTo(value, 14);
  });
});

describe('a vector', () => {
  it.each([
    ['1 -2 3', [1, -2, 3]],
    ['1, −2, 3', [1, -2, 3]],
    ['[1, -2, 3]', [1, -2, 3]],
    ['1\t-2\t3', [1, -2, 3]],
    ['1; -2; 3', [1, -2, 3]],
    ['1\n-2\n3\n', [1, -2, 3]],
    ['[[1], [-2], [3]]', [1, -2, 3]],
    ['[[1, -2, 3]]', [1, -2, 3]],
    ['np.array([1., -2., 3.])', [1, -2, 3]],
    ['array([1, -2, 3], dtype=float32)', [1, -2, 3]],
    ['normalize([1, -1, 0])', [h, -h, 0]],
    ['normalise([[1], [-1], [0]])', [h, -h, 0]],
    ['[1, -1, 0] / sqrt(2)', [h, -h, 0]],
    ['cross([1, 0, 0], [0, 1, 0])', [0, 0, 1]],
    ['[1/2, 2^2, -pi]', [0.5, 4, -Math.PI]],
  ])('%j', (text, row) => {
    const [read = [], ...more] = evaluate(text, 'vector');
    expect(more).toEqual([]);
    expect(read).toHaveLength(row.length);
    read.forEach((x, i) => {
      expect(x).toBeCloseTo(row[i] ?? Number.NaN, 14);
    });
  });
});

describe('a matrix', () => {
  it.each([
    ['[[0],[-2],[1]]', [[0], [-2], [1]]],
    ['tensor([[1., 2.]])', [[1, 2]]],
    [
      'tensor([[1., 2.], [3., 4.]], dtype=torch.float64)',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'np.array([[1., 2.],\n       [3., 4.]])',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '[[1. 2.]\n [3. 4.]]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '1\t2\n3\t4',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '1,2\r\n3,4\r\n',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '1 2; 3 4',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '[1, 2; 3, 4]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '[[1, 2], [3, 4]] * 2',
      [
        [2, 4],
        [6, 8],
      ],
    ],
    [
      "[[1, 2], [3, 4]]'",
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ['transpose([[1, 2]])', [[1], [2]]],
    [
      '[[1, 0], [0, 1]] * [[1, 2], [3, 4]]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['5', [[5]]],
  ])('%j', (text, rows) => {
    expect(evaluate(text, 'matrix')).toEqual(rows);
  });
});

describe('what means nothing', () => {
  const cases: readonly (readonly [string, Expect, RegExp])[] = [
    ['', 'scalar', /Type a number/],
    ['   ', 'vector', /Type a number/],
    ['1 +', 'scalar', /This cannot be read: /],
    ['(1', 'scalar', /This cannot be read: /],
    ['[1, 2', 'vector', /This cannot be read: /],
    ['[1, 2]', 'scalar', /Expected one number, got 2 numbers/],
    ['[[1, 2], [3, 4]]', 'scalar', /Expected one number, got a 2 × 2 matrix/],
    ['[[1, 2], [3, 4]]', 'vector', /Expected a vector, got a 2 × 2 matrix/],
    ['[[1, 2], [3]]', 'matrix', /./],
    ['[]', 'matrix', /./],
    ['1/0', 'scalar', /not a finite number/],
    ['0/0', 'scalar', /not a finite number/],
    ['sqrt(-1)', 'scalar', /no real number/],
    ['log(-1)', 'scalar', /no real number/],
    ['normalize([0, 0])', 'vector', /zero vector/],
    ['normalize(2)', 'vector', /takes a vector/],
    ['x', 'scalar', /cannot hold the name “x”/],
    ['i', 'scalar', /cannot hold the name “i”/],
    ['sin', 'scalar', /“sin” without its arguments/],
    ['nan', 'scalar', /cannot hold the name “nan”/],
    ['1e999', 'scalar', /./],
  ];

  it.each(cases)('%j as a %s', (text, expected, sentence) => {
    const message = refusal(text, expected);
    expect(message).toMatch(sentence);
    expect(message).toMatch(/\.$/);
    expect(message).not.toContain('\n');
  });
});

describe('what would do more than compute', () => {
  it.each([
    'import({a: 1}, {override: true})',
    'import("fs")',
    'createUnit("foo")',
    'evaluate("1")',
    'parse("1")',
    'simplify("1 + 1")',
    'x = 1',
    'f(x) = x',
    'sin.constructor("return 1")()',
    'constructor',
    '__proto__',
    'toString()',
    '[].constructor',
    'cos.constructor("return process")()',
    '{a: 1}',
    '{a: 1}.a',
    '[1, 2, 3][1]',
    '1:1000000000',
    '[1:3]',
    'ones(1e9)',
    'zeros(100000, 100000)',
    'range(1, 1e9)',
    'factorial(170)',
    '170!',
    '"text"',
    'true',
    '1 > 0',
    '1 ? 2 : 3',
    '1; 2 + 2',
    '2 m',
    '[[1, 1], [1, 1]]^1000000000',
    'pow([[1, 1], [1, 1]], 1000000000)',
    '10^10^10',
    'sqrt("4")',
  ])('%s is refused', (text) => {
    const start = performance.now();
    expect(refusal(text)).toMatch(/\.$/);
    expect(performance.now() - start).toBeLessThan(200);
  });

  it('is refused when it is too long or nested too deep', () => {
    expect(refusal(`1${'+1'.repeat(2000)}`)).toMatch(/at most 4000 characters; this one has 4001/);
    expect(refusal(`${'('.repeat(100)}1${')'.repeat(100)}`)).toMatch(/nested more than 40 deep/);
    expect(refusal(`${'['.repeat(1900)}1${']'.repeat(1900)}`)).toMatch(/\.$/);
    expect(refusal('-'.repeat(3999).concat('x'))).toMatch(/\.$/);
  });

  it('leaves nothing behind', () => {
    refusal('pi = 3');
    refusal('normalize(x) = 1');
    expect(scalar('pi')).toBe(Math.PI);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('reads long plain numbers all the same', () => {
    const row = Array.from({ length: 5000 }, (_, i) => i / 7);
    expect(evaluate(row.join(' '), 'vector')).toEqual([row]);
  });
});

describe('any text at all', () => {
  const pieces = fc.constantFrom(
    ...'0123456789.eE+-*/^()[],; \n\t\'"!:=<>{}_'.split(''),
    'sqrt(',
    'norm(',
    'pi',
    'transpose(',
    'normalize(',
    'cross(',
    '√',
    '−',
    'tensor(',
    '[[1,2],[3,4]]',
    '1e308',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(pieces, { maxLength: 40 }).map((some) => some.join('')),
  );

  it('is finite numbers or an ExpressionError, in time', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('scalar' as const, 'vector' as const, 'matrix' as const),
        (text, as) => {
          const start = performance.now();
          try {
            const rows = evaluate(text, as);
            expect(rows.length).toBeGreaterThan(0);
            for (const row of rows) {
              expect(row.length).toBe(rows[0]?.length);
              for (const x of row) expect(Number.isFinite(x)).toBe(true);
            }
            if (as !== 'matrix') expect(rows).toHaveLength(1);
          } catch (error) {
            if (!(error instanceof ExpressionError)) throw error;
          }
          expect(performance.now() - start).toBeLessThan(200);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('reads back what was written', () => {
    const entry = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (row) => {
        expect(evaluate(row.join(', '), 'vector')).toEqual([row]);
        expect(evaluate(JSON.stringify([row, row]), 'matrix')).toEqual([row, row]);
      }),
    );
  });
});
