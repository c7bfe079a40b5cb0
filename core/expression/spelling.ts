import { ExpressionError } from './error.ts';

/** A text that mathjs reads, and for each of its characters the index of the one that was typed. */
export interface Spelled {
  readonly text: string;
  readonly from: readonly number[];
}

const ASCII: Readonly<Record<string, string>> = { '−': '-', '×': '*', '·': '*', π: 'pi' };

/** Roots and what stands under them: a number, a constant, or an opening bracket that is left where it is. */
const ROOT = /^((?:√\s*)+)(\d+(?:\.\d*)?|π|(?:pi|tau|e)\b|\()?/;

/**
 * A typed text in the characters of mathjs: `−`, `×`, `·` and `π` by their ASCII spelling, `√2` as `sqrt(2)`.
 * Throws an `ExpressionError` for a root of nothing.
 */
export function spelled(typed: string): Spelled {
  let text = '';
  const from: number[] = [];
  const put = (piece: string, at: number): void => {
    text += piece;
    for (let i = 0; i < piece.length; i++) from.push(at);
  };
  for (let at = 0; at < typed.length; at++) {
    const c = typed[at] as string;
    if (c !== '√') {
      put(ASCII[c] ?? c, at);
      continue;
    }
    const [whole = '', signs = '', under = ''] = ROOT.exec(typed.slice(at)) ?? [];
    const depth = signs.replace(/\s/g, '').length;
    if (under === '' || (under === '(' && depth > 1)) {
      throw new ExpressionError('√ takes a number or brackets, such as √2 or √(1 + 1).', at);
    }
    put(under === '(' ? 'sqrt(' : `${'sqrt('.repeat(depth)}${ASCII[under] ?? under}${')'.repeat(depth)}`, at);
    at += whole.length - 1;
  }
  return { text, from };
}

/** The index of the first comma that stands in no brackets; −1 where there is none. */
export function bareComma(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if ('([{'.includes(c)) depth += 1;
    else if (')]}'.includes(c)) depth -= 1;
    else if (depth === 0 && c === ',') return i;
  }
  return -1;
}
