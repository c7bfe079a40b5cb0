import { columnMajor, rowMajor, type TensorEntry } from './tensorFile.ts';

/** How a tensor's entries lie: row by row without gaps, column by column, or as a view of something larger. */
export function orderOf({
  shape,
  strides,
}: Pick<TensorEntry, 'shape' | 'strides'>): 'rows' | 'columns' | 'view' {
  const lie = (wanted: readonly number[]): boolean =>
    shape.every((n, i) => n < 2 || strides[i] === wanted[i]);
  if (lie(rowMajor(shape))) return 'rows';
  return lie(columnMajor(shape)) ? 'columns' : 'view';
}
