import { type Expect, shaped } from './expect.ts';

// No two neighbouring parts can match the same digits: the time is linear in the text.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** What NumPy and PyTorch print around an array. */
const HEAD = /^(?:Parameter containing:\s*)?(?:(?:np\.|numpy\.|torch\.)?(?:array|tensor)\()?/;
const TAIL = /(?:,\s*(?:dtype|device|requires_grad|grad_fn)=[\w.:'"<>]+)*\)$/;

/**
 * What a text of plain numbers means, as what is wanted; null where it is anything else, which `evaluate` reads. Throws
 * an `ExpressionError` where the numbers are not what is wanted.
 */
export function plainValue(text: string, expect: Expect): number[][] | null {
  const rows = readPlainNumbers(text.replaceAll('−', '-'), expect);
  return rows && shaped(rows, expect);
}

/**
 * Rows of plain numbers, as they are pasted from a JSON file, a table, NumPy or PyTorch: separated by blanks,
 * commas or tabs, rows by brackets, semicolons or line ends. Null where the text is anything else.
 */
function readPlainNumbers(text: string, expect: Expect): number[][] | null {
  const bare = text.trim().replace(HEAD, '').replace(TAIL, '');
  if (!/^[\d\s.,;eE+\-[\]]+$/.test(bare)) return null;
  const rows = (bare.includes('[') ? bracketed(bare) : bare.split(/[;\n]/))?.map(numbersOf);
  if (!rows || rows.some((row) => row === null)) return null;
  const read = rows as number[][];
  const width = read[0]?.length ?? 0;
  if (width === 0 || read.some((row) => row.length !== width)) return null;
  // “1 -2” is a subtraction where one number is wanted.
  return expect === 'scalar' && read.length * width > 1 ? null : read;
}

/** The innermost brackets' contents; null where the brackets do not make a list or a list of lists. */
function bracketed(text: string): string[] | null {
  const inner = text.match(/\[[^[\]]*\]/g) ?? [];
  const outside = text.replace(/\[[^[\]]*\]/g, '');
  const nested = /^\s*\[[\s,;]*\]\s*$/.test(outside);
  if (!nested && !(inner.length === 1 && outside.trim() === '')) return null;
  return inner.flatMap((row) => (nested ? [row.slice(1, -1)] : row.slice(1, -1).split(';')));
}

function numbersOf(row: string): number[] | null {
  const words = row
    .trim()
    .replace(/,\s*$/, '')
    .split(/\s*,\s*|\s+/);
  if (!words.every((word) => NUMBER.test(word))) return null;
  const numbers = words.map(Number);
  return numbers.every(Number.isFinite) ? numbers : null;
}
