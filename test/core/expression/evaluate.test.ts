import { describe, expect, it } from 'vitest';
import { ExpressionError, evaluate } from '#core/expression/evaluate.ts';
import type { Expect } from '#core/expression/expect.ts';

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
