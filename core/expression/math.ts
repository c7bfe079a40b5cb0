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
  ctransposeDependencies,
  divideDependencies,
  dotDependencies,
  expDependencies,
  logDependencies,
  multiplyDependencies,
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
  ctransposeDependencies,
  divideDependencies,
  dotDependencies,
  expDependencies,
  logDependencies,
  multiplyDependencies,
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

/** The most numbers of a product of matrices: such are not typed, so the length of the text does not bound them. */
const MOST_ENTRIES = 2500;

type Binary = (a: unknown, b: unknown) => unknown;

const rowsIn = (x: unknown): number => (Array.isArray(x) && Array.isArray(x[0]) ? x.length : 1);
const columnsIn = (x: unknown): number => (Array.isArray(x) && Array.isArray(x[0]) ? x[0].length : 1);

/** A product; a larger one than `MOST_ENTRIES` is refused before it is computed. */
const bounded =
  (multiply: Binary): Binary =>
  (a, b) => {
    if (Array.isArray(a) && Array.isArray(b) && rowsIn(a) * columnsIn(b) > MOST_ENTRIES) {
      throw new ExpressionError(`A product of matrices has at most ${MOST_ENTRIES} numbers here.`);
    }
    return multiply(a, b);
  };

/** A sum or difference. mathjs would stretch a row and a column to a matrix, which nobody means. */
const ofSameShape =
  (combine: Binary): Binary =>
  (a, b) => {
    if (Array.isArray(a) && Array.isArray(b) && shapeOf(a) !== shapeOf(b)) {
      throw new ExpressionError(
        `Shapes that are added must be the same, not ${shapeOf(a)} and ${shapeOf(b)}.`,
      );
    }
    return combine(a, b);
  };

const shapeOf = (x: readonly unknown[]): string =>
  Array.isArray(x[0]) ? `${x.length} × ${x[0].length}` : `${x.length}`;

/** A quotient. mathjs would divide by a matrix as well, with an inverse that costs the cube of its size. */
const byNumber =
  (divide: Binary): Binary =>
  (a, b) => {
    if (Array.isArray(b)) throw new ExpressionError('Division is by a number, not by a vector or a matrix.');
    return divide(a, b);
  };

/** A power of numbers. mathjs's own also multiplies matrices in a loop, which a text must not ask for. */
function pow(base: unknown, exponent: unknown): number {
  if (typeof base !== 'number' || typeof exponent !== 'number') {
    throw new ExpressionError('A power takes a number and a number.');
  }
  return base ** exponent;
}

/** The Euclidean length of a list, or of a matrix of one row or column, without overflow on the way. */
function lengthOf(x: unknown, name: string): number {
  const entries = Array.isArray(x) ? (x.flat() as unknown[]) : [];
  const flat = rowsIn(x) === 1 || columnsIn(x) === 1;
  if (entries.length === 0 || !flat || !entries.every((entry) => typeof entry === 'number')) {
    throw new ExpressionError(`${name} takes a vector, such as [1, -1, 0].`);
  }
  return Math.hypot(...entries);
}

/** mathjs's own also takes matrices, whose norm is a search for eigenvalues that may take minutes. */
const norm = (x: unknown): number => lengthOf(x, 'norm');

/** `x / ‖x‖`, a list or a matrix of one row or column; `normalise` and `normalize` are the same. */
function normalise(x: unknown): unknown {
  const size = lengthOf(x, 'normalize');
  if (!(size > 0)) throw new ExpressionError('The zero vector cannot be normalised.');
  return (x as (number | number[])[]).map((row) =>
    Array.isArray(row) ? row.map((y) => y / size) : row / size,
  );
}

math.import(
  {
    add: ofSameShape(math.add as Binary),
    subtract: ofSameShape(math.subtract as Binary),
    multiply: bounded(math.multiply as Binary),
    divide: byNumber(math.divide as Binary),
    pow,
  },
  { override: true },
);

/** The names that an expression may use besides mathjs's own. */
export const scope: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['pi', Math.PI],
  ['tau', 2 * Math.PI],
  ['e', Math.E],
  ['norm', norm],
  ['normalise', normalise],
  ['normalize', normalise],
  ['pow', pow],
]);
