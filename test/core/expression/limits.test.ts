import { describe, expect, it } from 'vitest';
import { ExpressionError, evaluate } from '#core/expression/evaluate.ts';
import type { Expect } from '#core/expression/expect.ts';

/** The error with which a text is refused; it must come at once, even on a busy machine. */
function refused(text: string, expected: Expect = 'matrix'): ExpressionError {
  const start = performance.now();
  try {
    evaluate(text, expected);
  } catch (error) {
    expect(performance.now() - start).toBeLessThan(1000);
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error('it was read');
}

const refusal = (text: string, expected?: Expect): string => refused(text, expected).message;
const list = (count: number): string =>
  `[[${Array.from({ length: count }, (_, i) => (i % 9) + 1).join(',')}]]`;
/** A text of 4 × `count` characters that means a `count` × `count` matrix. */
const outer = (count: number): string => `(${list(count)}'*${list(count)})`;

describe('an expression that would take all memory or time', () => {
  it('cannot make a matrix of more numbers than a small one has', () => {
    expect(refusal(outer(51))).toBe('A product of matrices has at most 2500 numbers here.');
    expect(refusal(outer(900))).toMatch(/at most 2500 numbers/);
    expect(evaluate(outer(50), 'matrix')).toHaveLength(50);
  });

  it('cannot stretch a row and a column to a matrix', () => {
    expect(refusal('[[1], [2]] + [[1, 2]]')).toBe(
      'Shapes that are added must be the same, not 2 × 1 and 1 × 2.',
    );
    expect(refusal('[1, 2] - [1, 2, 3]')).toBe('Shapes that are added must be the same, not 2 and 3.');
    expect(evaluate('[1, 2] + 1', 'vector')).toEqual([[2, 3]]);
  });

  it('cannot search for eigenvalues or invert a matrix', () => {
    expect(refusal(`norm(${outer(40)})`)).toBe('norm takes a vector, such as [1, -1, 0].');
    expect(refusal(`1 / ${outer(40)}`)).toBe('Division is by a number, not by a vector or a matrix.');
    expect(evaluate('norm([[3], [4]])', 'scalar')).toEqual([[5]]);
  });

  it('is read in one pass where it is a long row of digits', () => {
    expect(refusal(`${'1'.repeat(400_000)}-`)).toMatch(/at most 4000 characters/);
    expect(refusal(`[${'1'.repeat(400_000)}-]`)).toMatch(/at most 4000 characters/);
    expect(refusal(`array([1${', '.repeat(400_000)}`)).toMatch(/at most 4000 characters/);
  });

  it('may be a long sum: only brackets nest', () => {
    expect(evaluate(`1${'+1'.repeat(300)}`, 'scalar')).toEqual([[301]]);
    expect(refusal(`${'('.repeat(41)}1${')'.repeat(41)}`)).toBe('This is nested more than 40 deep.');
    expect(refusal(`${'('.repeat(1999)}1${')'.repeat(1999)}`)).toMatch(/^This is nested /);
  });

  it('is refused in a short sentence however long its names are', () => {
    for (const text of ['x'.repeat(4000), `${'x'.repeat(3990)}(1)`])
      expect(refusal(text).length).toBeLessThan(100);
  });
});

describe('every function and constant that is let through', () => {
  it.each([
    ['abs(-2)', 2],
    ['acos(0)', Math.PI / 2],
    ['asin(1)', Math.PI / 2],
    ['atan(1)', Math.PI / 4],
    ['atan2(1, 0)', Math.PI / 2],
    ['cos(0)', 1],
    ['cross([1, 0, 0], [0, 1, 0]) * [0, 0, 1]', 1],
    ['dot([1, 2], [3, 4])', 11],
    ['exp(1)', Math.E],
    ['log(8, 2)', 3],
    ['norm([3, 4])', 5],
    ['normalise([0, 2]) * [0, 1]', 1],
    ['normalize([0, 2]) * [0, 1]', 1],
    ['pow(2, 3)', 8],
    ['sin(pi / 2)', 1],
    ['sqrt(4)', 2],
    ['tan(tau)', 0],
    ['transpose([1, 2]) * [1, 2]', 5],
    ["[1, 2]' * [1, 2]", 5],
    ['+e - e', 0],
  ])('%s', (text, value) => {
    expect(evaluate(text, 'scalar')[0]?.[0]).toBeCloseTo(value, 12);
  });
});

describe('what people type and paste', () => {
  it.each([
    ['√√16', 2],
    ['√π', Math.sqrt(Math.PI)],
    ['√ 2.25', 1.5],
    ['2√(1 + 3)', 4],
    ['1/√2', Math.SQRT1_2],
  ])('%s is %f', (text, value) => {
    expect(evaluate(text, 'scalar')[0]?.[0]).toBeCloseTo(value, 15);
  });

  it('may be a list of expressions without brackets', () => {
    expect(evaluate('1/2, 0, √4', 'vector')).toEqual([[0.5, 0, 2]]);
    expect(evaluate('dot([1, 2], [1, 1]), 2^2', 'vector')).toEqual([[3, 4]]);
    expect(evaluate('1/2, 0; 1, 2', 'matrix')).toEqual([
      [0.5, 0],
      [1, 2],
    ]);
  });

  it.each([
    "tensor([[1., 2.]], device='cuda:0', dtype=torch.float64)",
    'Parameter containing:\ntensor([[1., 2.]], requires_grad=True)',
    'tensor([[1., 2.]], grad_fn=<MulBackward0>)',
  ])('%s is what PyTorch prints', (text) => {
    expect(evaluate(text, 'matrix')).toEqual([[1, 2]]);
  });
});

describe('the place that is to blame', () => {
  it.each([
    ['1+*2', 2],
    ['√2+*2', 3],
    ['π π +* 1', 5],
    ['(1+2', 4],
    ['1/2, 0, *', 8],
    ['1 + √', 4],
    ['tensor([1., ..., 2.])', 12],
  ])('of %s is at index %i of what was typed', (text, at) => {
    expect(refused(text).at).toBe(at);
  });

  it('is counted from 1 in the sentence', () => {
    expect(refusal('√2 + * 2')).toBe('This cannot be read: value expected at character 6.');
    expect(refused('1/0').at).toBeNull();
  });
});

describe('the words of a refusal', () => {
  const cases: readonly (readonly [string, Expect, string])[] = [
    ['1,5', 'scalar', 'Expected one number: a decimal has a point, as in 1.5.'],
    ['sin()', 'scalar', '“sin” needs more arguments.'],
    ['sin(1, 2)', 'scalar', '“sin” takes fewer arguments.'],
    ['dot(1, 2)', 'scalar', '“dot” cannot be computed of what stands there.'],
    ['[[1, 2], [3, 4]] * [1, 2, 3]', 'vector', 'The shapes in this do not fit together.'],
    ['√-1', 'scalar', '√ takes a number or brackets, such as √2 or √(1 + 1).'],
    ['[1 2 ... 9]', 'vector', '“...” stands for numbers that were left out: paste them all.'],
  ];
  it.each(cases)('of %s as a %s', (text, expected, sentence) => {
    expect(refusal(text, expected)).toBe(sentence);
  });
});
