import fc from 'fast-check';
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
