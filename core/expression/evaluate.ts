import { checkExpression } from './check.ts';
import { ExpressionError } from './error.ts';
import { type Expect, shaped } from './expect.ts';
import { explained } from './explain.ts';
import { math, scope } from './math.ts';
import { plainValue } from './plain.ts';
import { bareComma, type Spelled, spelled } from './spelling.ts';

export { ExpressionError } from './error.ts';

/** The longest text that is read as an expression; plain numbers may be longer. */
const LONGEST = 4000;

/**
 * What a typed text means, as rows: a scalar is `[[x]]`, a vector one row (a typed column is turned), a
 * matrix its rows (a typed list is one row). Plain numbers are read as they are; anything else is an
 * expression over numbers and matrices, checked before it is evaluated; where a vector or a matrix is wanted,
 * the brackets around it may be left out. Throws an `ExpressionError`.
 *
 * The time is bounded: plain numbers are read in one pass; an expression has at most 4000 characters, and
 * nothing in it loops, or makes a matrix of more than 2500 numbers that were not typed (`math.ts`).
 */
export function evaluate(text: string, expect: Expect): number[][] {
  if (text.trim() === '') throw new ExpressionError('Type a number or an expression.');
  return plainValue(text, expect) ?? shaped(rowsOf(compute(text, expect)), expect);
}

function compute(typed: string, expect: Expect): unknown {
  if (typed.length > LONGEST) {
    throw new ExpressionError(
      `An expression has at most ${LONGEST} characters; this one has ${typed.length}.`,
    );
  }
  const gap = /\.\.\.|…/.exec(typed);
  if (gap) {
    throw new ExpressionError(
      `“${gap[0]}” stands for numbers that were left out: paste them all.`,
      gap.index,
    );
  }
  const source = bracketed(spelled(typed), expect);
  try {
    const node = math.parse(source.text);
    checkExpression(node);
    return node.evaluate(new Map(scope));
  } catch (error) {
    throw explained(error, source);
  }
}

/** A bare list (`1/2, 0, √2`) in the brackets that mathjs wants around it. */
function bracketed(source: Spelled, expect: Expect): Spelled {
  const comma = bareComma(source.text);
  if (comma < 0) return source;
  if (expect === 'scalar') {
    throw new ExpressionError(
      'Expected one number: a decimal has a point, as in 1.5.',
      source.from[comma] ?? null,
    );
  }
  return { text: `[${source.text}]`, from: [0, ...source.from] };
}

/** The value as rows of finite numbers. */
function rowsOf(value: unknown): number[][] {
  if (!Array.isArray(value)) return [[finite(value)]];
  if (value.length === 0) throw new ExpressionError('A matrix has at least one number.');
  if (!value.some(Array.isArray)) return [value.map(finite)];
  const rows = value.map((row) => {
    if (!Array.isArray(row) || row.length === 0)
      throw new ExpressionError('The rows of a matrix are lists of numbers.');
    return row.map(finite);
  });
  const width = rows[0]?.length ?? 0;
  const ragged = rows.findIndex((row) => row.length !== width);
  if (ragged >= 0) {
    throw new ExpressionError(
      `Row ${ragged + 1} has ${rows[ragged]?.length} numbers, the first one ${width}.`,
    );
  }
  return rows;
}

function finite(value: unknown): number {
  if (typeof value !== 'number') throw new ExpressionError('The result is no real number.');
  if (!Number.isFinite(value)) throw new ExpressionError('The result is not a finite number.');
  return value;
}
