import { ParseError } from './parseError.ts';
import { isKind, isSequence, type PickleValue } from './pickleValue.ts';
import { checkedEntry, type TensorEntry, type TensorFile } from './tensorFile.ts';

/** What a walk over a value may visit: one that names itself many times over is cut off. */
const MOST_VISITS = 1_000_000;
const DEEPEST = 64;
const MOST_REFUSED = 1000;

/** A tensor that a pickle builds, without a name. */
export type Unnamed = Omit<TensorEntry, 'name'>;

/**
 * The tensors within a value, named by the keys that lead to them, joined by `.`, and what was refused on the way.
 * Throws a `ParseError` where there is nothing to read at all.
 */
export function namedTensors(
  file: string,
  value: PickleValue,
  tensorOf: (value: PickleValue) => Unnamed | null,
): Pick<TensorFile, 'tensors' | 'refused'> {
  const tensors: TensorEntry[] = [];
  const refused: { name: string; why: string }[] = [];
  const above = new Set<PickleValue>();
  let visits = 0;

  function walk(at: PickleValue, path: readonly string[]): void {
    visits += 1;
    if (visits > MOST_VISITS || path.length > DEEPEST || above.has(at)) return;
    const name = path.join('.');
    const tensor = tensorOf(at);
    if (tensor) {
      tensors.push(checkedEntry({ name, ...tensor }, file));
      return;
    }
    if (isKind(at, 'refused')) {
      if (refused.length < MOST_REFUSED) refused.push({ name, why: at.why });
      return;
    }
    above.add(at);
    if (isKind(at, 'dict')) for (const [key, item] of at.entries) walk(item, [...path, keyText(key)]);
    else if (isSequence(at)) for (const [i, item] of at.items.entries()) walk(item, [...path, String(i)]);
    above.delete(at);
  }

  walk(value, []);
  const [first] = refused;
  if (tensors.length === 0) {
    const what = first
      ? `holds no tensor that can be read: ${first.name || 'it'} ${first.why}`
      : 'holds no tensor';
    throw new ParseError('unsupported', file, 'the file', what, 'choose another file');
  }
  return { tensors, refused };
}

const keyText = (key: PickleValue): string =>
  typeof key === 'string' || typeof key === 'number' || typeof key === 'boolean' ? String(key) : '?';
