import { ExpressionError } from './error.ts';
import type { Spelled } from './spelling.ts';

/** What typed-function adds to an error about arguments. */
interface ArgumentError {
  readonly fn: string;
  readonly category: string;
}

/** An error of mathjs as a sentence for the person who typed the text. */
export function explained(error: unknown, { from }: Spelled): ExpressionError {
  if (error instanceof ExpressionError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SyntaxError) {
    const { char } = error as { readonly char?: number };
    const what = message.replace(/\s*\(char \d+\)$/, '').replace(/^[A-Z]/, (c) => c.toLowerCase());
    if (char === undefined) return new ExpressionError(`This cannot be read: ${what}.`);
    // A text that ends too early is wrong at its end.
    const at = from[char - 1] ?? (from.at(-1) ?? -1) + 1;
    return new ExpressionError(`This cannot be read: ${what} at character ${at + 1}.`, at);
  }
  if (/call stack/.test(message)) return new ExpressionError('This is nested too deep.');
  const { data } = error as { readonly data?: ArgumentError };
  if (data?.category === 'tooFewArgs') return new ExpressionError(`“${data.fn}” needs more arguments.`);
  if (data?.category === 'tooManyArgs') return new ExpressionError(`“${data.fn}” takes fewer arguments.`);
  if (data?.category === 'wrongType') {
    return new ExpressionError(`“${data.fn}” cannot be computed of what stands there.`);
  }
  if (/dimension|mismatch|size/i.test(message)) {
    return new ExpressionError('The shapes in this do not fit together.');
  }
  return new ExpressionError(`This cannot be computed: ${message.replace(/\.?$/, '.')}`);
}
