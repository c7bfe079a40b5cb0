import {
  absDependencies,
  acosDependencies,
  addDependencies,
  asinDependencies,
  atan2Dependencies,
  atanDependencies,
  cosDependencies,
  create,
  crossDependencies,
  divideDependencies,
  dotDependencies,
  expDependencies,
  logDependencies,
  multiplyDependencies,
  normDependencies,
  parseDependencies,
  sinDependencies,
  sqrtDependencies,
  subtractDependencies,
  tanDependencies,
  transposeDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
} from 'mathjs';
import { ExpressionError } from './error.ts';

const dependencies = {
  absDependencies,
  acosDependencies,
  addDependencies,
  asinDependencies,
  atan2Dependencies,
  atanDependencies,
  cosDependencies,
  crossDependencies,
  divideDependencies,
  dotDependencies,
  expDependencies,
  logDependencies,
  multiplyDependencies,
  normDependencies,
  parseDependencies,
  sinDependencies,
  sqrtDependencies,
  subtractDependencies,
  tanDependencies,
  transposeDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
};

/** A private mathjs that holds only what `check.ts` lets through. Nothing of it can be changed from a text. */
// mathjs types every table of factories as possibly undefined.
export const math = create(dependencies as Parameters<typeof create>[0], { matrix: 'Array' });

/** A power of numbers. mathjs's own also multiplies matrices in a loop, which a text must not ask for. */
function pow(base: unknown, exponent: unknown): number {
  if (typeof base !== 'number' || typeof exponent !== 'number') {
    throw new ExpressionError('A power takes a number and a number.');
  }
  return base ** exponent;
}

/** `x / ‖x‖`, a list or a matrix of one row or column; `normalise` and `normalize` are the same. */
function normalise(x: unknown): unknown {
  if (!Array.isArray(x)) throw new ExpressionError('normalize takes a vector, such as [1, -1, 0].');
  const entries = x.flat() as unknown[];
  if (!entries.every((entry) => typeof entry === 'number'))
    throw new ExpressionError('normalize takes a vector of numbers.');
  const size = Math.hypot(...entries);
  if (!(size > 0)) throw new ExpressionError('The zero vector cannot be normalised.');
  return x.map((row: unknown) =>
    Array.isArray(row) ? row.map((y: number) => y / size) : (row as number) / size,
  );
}

math.import({ pow }, { override: true });

/** The names that an expression may use besides mathjs's own. */
export const scope: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['pi', Math.PI],
  ['tau', 2 * Math.PI],
  ['e', Math.E],
  ['normalise', normalise],
  ['normalize', normalise],
  ['pow', pow],
]);
