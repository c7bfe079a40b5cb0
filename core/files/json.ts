import { findDuplicateKey, refusalOfStructure } from '#core/document/jsonText.ts';
import type { ByteSource } from './byteSource.ts';
import { numbersEntry } from './numbersEntry.ts';
import { ParseError } from './parseError.ts';
import { called, type TensorEntry, type TensorFile } from './tensorFile.ts';
import { readText } from './text.ts';

/** The data of a JSON file. Throws a `ParseError` where it is broken, nested too deeply, or names something twice. */
export function parseJsonFile(source: ByteSource): unknown {
  const text = readText(source).replace(/^\ufeff/, '');
  const fail = (what: string, hint: string): ParseError =>
    new ParseError('malformed', source.name, 'the JSON', what, hint);
  const refusal = refusalOfStructure(text);
  if (refusal) throw fail(refusal.replace(/^it /, '').replace(/:.*$/s, ''), 'save its numbers as .npy');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw fail('is broken or cut short', 'save it again, without NaN or Infinity');
  }
  const twice = findDuplicateKey(text);
  if (twice !== null) throw fail(`names “${twice.slice(0, 80)}” twice`, 'remove one');
  return data;
}

/**
 * The rectangular lists of numbers of a JSON value, named by the keys that lead to them, joined by `.`; of a session its
 * W, V, base and source. Throws a `ParseError` where there are none.
 */
export function tensorsOfJson(data: unknown, file: string): TensorFile {
  const tensors: TensorEntry[] = [];
  const refused: { name: string; why: string }[] = [];
  walk(data, []);
  if (tensors.length === 0) {
    const [first] = refused;
    throw new ParseError(
      'unsupported',
      file,
      first ? called(first.name) : 'the JSON',
      first ? first.why : 'holds no list of numbers',
      'choose another file',
    );
  }
  return { format: 'json', tensors, refused, metadata: new Map() };

  function walk(value: unknown, path: readonly string[]): void {
    const name = path.join('.');
    if (Array.isArray(value)) {
      const shape = shapeOf(value);
      const numbers = shape && numbersOf(value, shape);
      if (numbers) tensors.push(numbersEntry(file, name, shape, numbers));
      else refused.push({ name, why: 'is no rectangular list of finite numbers' });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
    }
  }
}

/** The lengths of nested lists, by their first items; null for an empty list. */
function shapeOf(list: readonly unknown[]): number[] | null {
  const shape: number[] = [];
  for (let at: unknown = list; Array.isArray(at); at = at[0]) {
    if (at.length === 0) return null;
    shape.push(at.length);
  }
  return shape;
}

/** The numbers of nested lists of this shape; null where they are of another, or hold something else. */
function numbersOf(list: readonly unknown[], shape: readonly number[]): Float64Array | null {
  const numbers = new Float64Array(shape.reduce((product, n) => product * n, 1));
  let count = 0;
  const fill = (items: unknown, depth: number): boolean => {
    if (depth === shape.length) {
      if (typeof items !== 'number' || !Number.isFinite(items)) return false;
      numbers[count++] = items;
      return true;
    }
    return (
      Array.isArray(items) && items.length === shape[depth] && items.every((item) => fill(item, depth + 1))
    );
  };
  return fill(list, 0) ? numbers : null;
}
