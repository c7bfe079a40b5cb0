import { checkExpression } from './check.ts';
import { ExpressionError } from './error.ts';
import { math, scope } from './math.ts';
import { readPlainNumbers } from './plain.ts';

export { ExpressionError } from './error.ts';

/** What is wanted: one number, one row of numbers, or rows of numbers. */
export type Expect = 'scalar' | 'vector' | 'matrix';

/** The longest text that is read as an expression; plain numbers may be longer. */
const LONGEST = 4000;

/**
 * What a typed text means, as rows: a scalar is `[[x]]`, a vector one row (a typed column is turned), a
 * matrix its rows (a typed list is one row). Plain numbers are read as they are; anything else is an
 * expression over numbers and matrices, checked before it is evaluated. Throws an `ExpressionError`.
 *
 * The time is bounded: the text is, no function loops or makes more numbers than were typed, and powers are
 * of numbers only.
 */
export function evaluate(text: string, expect: Expect): number[][] {
  if (text.trim() === '') throw new ExpressionError('Type a number or an expression.');
  const typed = text
    .replaceAll('−', '-')
    .replaceAll('×', '*')
    .replaceAll('·', '*')
    .replaceAll('π', 'pi')
    .replace(/√\s*(\d+(?:\.\d+)?)/g, 'sqrt($1)')
    .replaceAll('√', 'sqrt');
  return shaped(readPlainNumbers(typed, expect) ?? rowsOf(compute(typed)), expect);
}

function compute(text: string): unknown {
  if (text.length > LONGEST) {
    throw new ExpressionError(
      `An expression has at most ${LONGEST} characters; this one has ${text.length}.`,
    );
  }
  try {
    const node = math.parse(text);
    checkExpression(node);
    return node.evaluate(new Map(scope));
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new ExpressionError(`This cannot be read: ${message.replace(/\.?$/, '.')}`);
  }
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

function shaped(rows: number[][], expect: Expect): number[][] {
  const height = rows.length;
  const width = rows[0]?.length ?? 0;
  if (expect === 'scalar' && height * width !== 1) {
    throw new ExpressionError(
      `Expected one number, got ${height === 1 ? `${width} numbers` : `a ${height} × ${width} matrix`}.`,
    );
  }
  if (expect !== 'vector' || height === 1) return rows;
  if (width === 1) return [rows.map(([x = 0]) => x)];
  throw new ExpressionError(`Expected a vector, got a ${height} × ${width} matrix.`);
}
