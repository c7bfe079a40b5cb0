import type { Slice } from '#core/document/slice.ts';
import type { TensorRef } from '#core/document/tensorRef.ts';
import type { ListedTensor } from '#core/engine/fileSchemas.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { FORMATS } from '#core/kernels/dtype.ts';

/** What a tensor is for. */
export type Role = 'W' | 'V' | 'base' | 'source' | 'labels';

/** The roles in the order in which they are asked for. */
export const ROLES: readonly Role[] = ['W', 'V', 'base', 'source', 'labels'];

/**
 * Who says which way round a tensor is read: `settled` its file, the finder or the user; `fitted` the tensors that were
 * there before it; `open` nobody yet, since it is a square layer, whose shape does not tell.
 */
export type Orientation = 'settled' | 'fitted' | 'open';

/** A tensor in a role: which part of it, and which way round. */
export interface Filling {
  readonly file: { readonly id: string; readonly name: string };
  readonly tensor: ListedTensor;
  /** Its leading dimensions that are fixed. */
  readonly index: readonly number[];
  /** Whether it is read with its last two dimensions exchanged. */
  readonly transposed: boolean;
  readonly orientation: Orientation;
  /** Sentences about it: why it is taken for a layer, and what to beware of. */
  readonly notes: readonly string[];
}

/** Which tensor plays which role; null: none yet. */
export type Wells = { readonly [R in Role]: Filling | null };

export const NO_WELLS: Wells = { W: null, V: null, base: null, source: null, labels: null };

/** The shape of the part that is chosen. */
export function shapeOf({ tensor, index, transposed }: Filling): readonly number[] {
  const shape = tensor.shape.slice(index.length);
  const [last, before, ...others] = [...shape].reverse();
  return transposed && last !== undefined && before !== undefined
    ? [...others.reverse(), last, before]
    : shape;
}

/** Rows and columns of a part as a matrix: a vector is one row, dimensions of length 1 in front are left out. Null where it is none. */
export function matrixShape(filling: Filling): readonly [rows: number, columns: number] | null {
  let shape = shapeOf(filling);
  while (shape.length > 2 && shape[0] === 1) shape = shape.slice(1);
  const [rows, columns] = shape;
  if (shape.length === 1 && rows !== undefined) return [1, rows];
  return shape.length === 2 && rows !== undefined && columns !== undefined ? [rows, columns] : null;
}

/** Whether exchanging the last two dimensions changes anything. */
export const canTranspose = (filling: Filling): boolean => shapeOf(filling).length >= 2;

/** The reference to the part, for the engine. */
export const refOf = ({ file, tensor, index, transposed }: Filling): TensorRef => ({
  file: file.id,
  tensor: tensor.name,
  index,
  transposed,
  hash: null,
});

/** The number format whose rounding the entries of `W` carry; integers carry none. */
export const storedOf = ({ tensor: { type } }: Filling): StoredType =>
  type in FORMATS ? (type as StoredType) : 'f64';

/** A layer in files, as the engine opens it. */
export type Layer = Slice['layer'];

/** The layer that the wells describe; null while `W` or `V` is missing. */
export function layerOf(wells: Wells): Layer | null {
  const { W, V, base, source, labels } = wells;
  if (!W || !V) return null;
  const from = (filling: Filling) => ({
    kind: 'file' as const,
    ref: refOf(filling),
    name: filling.file.name,
  });
  const pair = base && source;
  return {
    W: from(W),
    V: from(V),
    base: pair ? from(base) : null,
    source: pair ? from(source) : null,
    labels: pair && labels ? from(labels) : null,
  };
}

/** What a document made of the wells is called: the layer's tensor, or its file where that has no name. */
export function titleOf({ W }: Wells): string {
  if (!W) return 'A layer';
  const place = W.index.length > 0 ? ` [${W.index.join(', ')}]` : '';
  const name = W.tensor.name || W.file.name.replace(/\.\w+$/, '');
  return `${name.slice(0, 160)}${place}`.slice(0, 200);
}
