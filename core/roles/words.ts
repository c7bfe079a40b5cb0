import type { ListedTensor } from '#core/engine/fileSchemas.ts';
import { type Filling, matrixShape, type Role, shapeOf } from './wells.ts';

/** The number formats of files by the names that NumPy and PyTorch give them. */
const TYPES: Readonly<Record<ListedTensor['type'], string>> = {
  f64: 'float64',
  f32: 'float32',
  f16: 'float16',
  bf16: 'bfloat16',
  i64: 'int64',
  i32: 'int32',
  i16: 'int16',
  i8: 'int8',
  u64: 'uint64',
  u32: 'uint32',
  u16: 'uint16',
  u8: 'uint8',
  bool: 'bool',
};

/** `float32`, `bfloat16`, … */
export const typeName = (type: ListedTensor['type']): string => TYPES[type];

/** `3072 × 768`; `number` for a tensor without dimensions. */
export const shapeText = (shape: readonly number[]): string =>
  shape.length > 0 ? shape.join(' × ') : 'number';

/** A tensor's name for people; the only one of a file may have none. */
export const tensorName = (name: string): string => name || '(the array)';

/** What is unusual about how a tensor lies in its file; empty where nothing is. */
export const orderText = ({ order, bigEndian }: Pick<ListedTensor, 'order' | 'bigEndian'>): string =>
  [
    ...(order === 'columns' ? ['column by column'] : order === 'view' ? ['a view'] : []),
    ...(bigEndian ? ['big-endian'] : []),
  ].join(', ');

/** What each role is called, what it is for, and the key that gives it the chosen tensor. */
export const ROLE_WORDS: Readonly<
  Record<
    Role,
    { readonly symbol: string; readonly name: string; readonly purpose: string; readonly key: string }
  >
> = {
  W: { symbol: 'W', name: 'Layer', purpose: 'd × m, rows are the layer’s inputs', key: 'W' },
  V: { symbol: 'V', name: 'Direction', purpose: 'd entries, or k rows of d', key: 'V' },
  base: { symbol: 'b', name: 'Base', purpose: 'activations, n rows of d', key: 'B' },
  source: { symbol: 's', name: 'Source', purpose: 'activations, n rows of d', key: 'S' },
  labels: { symbol: 'y', name: 'Labels', purpose: 'a class for each pair, if there are any', key: 'L' },
};

/** The shape of what is in a well, by the names of its dimensions: `d × m = 3072 × 768`. */
export function fillingShape(role: Role, filling: Filling): string {
  const shape = matrixShape(filling);
  if (role === 'labels' || !shape) return shapeText(shapeOf(filling));
  const [rows, columns] = shape;
  if (role === 'W') return `d × m = ${rows} × ${columns}`;
  if (role === 'V') return rows === 1 ? `d = ${columns}` : `k × d = ${rows} × ${columns}`;
  return `n × d = ${rows} × ${columns}`;
}
