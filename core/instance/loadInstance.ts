import { LARGEST_ENTRY } from '#core/document/matrix.ts';
import { LIMITS, type Rows } from '#core/document/schema.ts';
import type { Slice, TensorSource } from '#core/document/slice.ts';
import { numbersEntry } from '#core/files/numbersEntry.ts';
import { type Files, openTensor } from '#core/files/openTensors.ts';
import { ParseError } from '#core/files/parseError.ts';
import { readNumbers, readStored, toNumbers } from '#core/files/readEntries.ts';
import { called, sizeOf, type TensorEntry } from '#core/files/tensorFile.ts';
import { asMatrix, rowsOf } from '#core/files/view.ts';
import { FORMATS, type StoredType } from '#core/kernels/dtype.ts';
import { fromRows, type Matrix } from '#core/linalg/matrix.ts';
import type { Instance, Pair } from './instance.ts';

type Layer = Slice['layer'];

/** What reading tensors of files may be given. */
export interface LoadOptions {
  readonly files: Files;
  /** SHA-256 in hexadecimal. */
  readonly hash: (bytes: Uint8Array) => string;
}

/** An instance that was read, and where it was read from, with the hashes of what was read whole. */
export interface Loaded {
  readonly instance: Instance;
  readonly layer: Layer;
}

/** The most entries of a layer: two gigabytes in float64. */
const MOST_ENTRIES = 2 ** 28;

/** A matrix that was read: where from, its numbers, and the number format that it was stored in. */
interface ReadMatrix {
  readonly source: TensorSource;
  readonly matrix: Matrix;
  readonly stored: StoredType;
}

let lastW: { readonly key: string; readonly read: ReadMatrix } | null = null;

/**
 * Reads the instance that `layer` refers to: `W` and `V` whole, of the pairs only those that are asked for. `V`, where
 * given, takes the place of the one that is referred to. Throws a `ParseError` where a tensor is not what it should be,
 * or is not any more what it was when its hash was taken, and where shapes disagree.
 */
export function loadInstance(layer: Layer, V: Rows | null, options: LoadOptions): Loaded {
  const W = loadLayer(layer.W, options);
  const d = W.matrix.rows;
  const v = V === null ? readMatrix(layer.V, 'V', options) : null;
  const directions = V ?? rowsOfMatrix((v as ReadMatrix).matrix);
  checkWidth(directions[0]?.length ?? 0, d, layer.V, 'V', W.matrix);
  if (directions.length > d)
    throw misfit(layer.V, 'V', `has ${directions.length} directions in ${d} dimensions`, 'choose fewer rows');
  const zero = directions.findIndex((row) => row.every((x) => x === 0));
  if (zero >= 0) throw misfit(layer.V, `row ${zero + 1} of V`, 'is zero', 'a direction needs a length');
  return {
    instance: { W: W.matrix, stored: W.stored, V: directions, pairs: pairsOf(layer, W.matrix, options) },
    layer: { ...layer, W: W.source, V: v?.source ?? layer.V },
  };
}

/** The layer alone; the last one that was read is kept, while its file is what it was. */
export function loadLayer(source: TensorSource, options: LoadOptions): ReadMatrix {
  if (source.kind === 'inline') return readMatrix(source, 'W', options);
  const { ref } = source;
  const place = { ...ref, hash: null };
  const file = options.files.open(ref.file);
  const key = JSON.stringify([place, file.size, file.stamp ?? null]);
  if (lastW?.key !== key || file.stamp === undefined) {
    lastW = null;
    lastW = { key, read: readMatrix(source, 'W', options) };
  } else checkHash(ref.hash, lastW.read.source, file.name);
  return lastW.read;
}

/** A tensor as a matrix in float64, all of its entries finite. */
export function readMatrix(source: TensorSource, role: string, { files, hash }: LoadOptions): ReadMatrix {
  if (source.kind === 'inline') return { source, matrix: fromRows(source.rows), stored: 'f64' };
  const { ref, name } = source;
  const entry = matrixEntry(source, role, openTensor(files, ref));
  const [rows, cols] = entry.shape as [number, number];
  if (rows > LIMITS.dimension || cols > LIMITS.columns || rows * cols > MOST_ENTRIES) {
    throw new ParseError(
      'tooLarge',
      name,
      called(ref.tensor),
      `of ${rows} × ${cols} entries is too large`,
      'choose a part of it',
    );
  }
  const bytes = new Uint8Array(sizeOf(entry));
  readStored(entry, bytes);
  const found = hash(bytes);
  const checked: TensorSource = { ...source, ref: { ...ref, hash: found } };
  checkHash(ref.hash, checked, name);
  const data = toNumbers(bytes, entry.type);
  checkFinite(data, cols, name, ref.tensor);
  return { source: checked, matrix: { rows, cols, data }, stored: storedTypeOf(entry) };
}

/** The number format whose rounding a tensor's entries carry; integers carry none. */
export const storedTypeOf = ({ type }: Pick<TensorEntry, 'type'>): StoredType =>
  type in FORMATS ? (type as StoredType) : 'f64';

/** The tensor as a matrix that has entries. */
function matrixEntry(source: TensorSource, role: string, entry: TensorEntry): TensorEntry {
  const matrix = asMatrix(entry);
  if (!matrix) {
    throw misfit(
      source,
      role,
      `has the shape (${entry.shape.join(', ')})`,
      'choose one of its parts: a matrix or a vector',
    );
  }
  if (matrix.shape.includes(0)) throw misfit(source, role, 'has no entries', 'choose another tensor');
  return matrix;
}

function checkHash(expected: string | null, source: TensorSource, name: string): void {
  if (expected === null || source.kind === 'inline' || source.ref.hash === expected) return;
  throw new ParseError(
    'inconsistent',
    name,
    called(source.ref.tensor),
    'is not what it was when this session was saved',
    'put the old file back, or open the layer anew',
  );
}

function checkFinite(data: Float64Array, cols: number, file: string, tensor: string): void {
  const bad = data.findIndex((x) => !(Math.abs(x) <= LARGEST_ENTRY));
  if (bad < 0) return;
  const x = data[bad] as number;
  const what = Number.isFinite(x) ? `is ${x}` : `is ${Number.isNaN(x) ? 'not a number' : 'infinite'}`;
  throw new ParseError(
    'malformed',
    file,
    `${called(tensor)}, row ${Math.floor(bad / cols) + 1}, column ${(bad % cols) + 1},`,
    what,
    'mend it where the file was made',
  );
}

function checkWidth(width: number, d: number, source: TensorSource, role: string, W: Matrix): void {
  if (width === d) return;
  throw misfit(
    source,
    role,
    `has ${width} entries per row, and W (${W.rows} × ${W.cols}) has ${d} rows`,
    width === W.cols ? 'switch the orientation of W' : 'choose tensors of the same layer',
  );
}

const misfit = (source: TensorSource, where: string, what: string, hint: string): ParseError =>
  new ParseError('inconsistent', source.kind === 'file' ? source.name : 'the document', where, what, hint);

/** The pairs of an instance; null where none are given. Throws a `ParseError` where the two do not fit. */
function pairsOf(layer: Layer, W: Matrix, { files }: LoadOptions): Instance['pairs'] {
  const { base, source } = layer;
  if (!base && !source) return null;
  if (!base || !source) {
    const given = (base ?? source) as TensorSource;
    throw misfit(given, base ? 'base' : 'source', 'stands alone', 'give both base and source, or neither');
  }
  const entries = { base: rowsEntry(base, 'base', files, W), source: rowsEntry(source, 'source', files, W) };
  const [n, others] = [entries.base.shape[0] as number, entries.source.shape[0] as number];
  if (n !== others) {
    throw misfit(source, 'source', `has ${others} rows, and base has ${n}`, 'each base needs its own source');
  }
  const type = commonType(entries.base, entries.source);
  const complain = (which: 'base' | 'source', i: number, what: string, hint: string): ParseError =>
    misfit(which === 'base' ? base : source, `${which}, row ${i + 1},`, what, hint);
  const row = (which: 'base' | 'source', i: number): number[] => {
    const numbers = readNumbers(rowsOf(entries[which], i, 1));
    if (numbers.some((x) => !(Math.abs(x) <= LARGEST_ENTRY))) {
      throw complain(which, i, 'holds an entry that is no finite number', 'leave that pair out');
    }
    return Array.from(numbers);
  };
  return {
    n,
    type,
    at: (i): Pair => ({ base: row('base', i), source: row('source', i) }),
    read(which, to, first, count) {
      const rows = rowsOf(entries[which], first, count);
      if (rows.type === type) readStored(rows, to);
      else to.set(new Uint8Array(readNumbers(rows).buffer));
    },
    complain,
  };
}

/** The number format of two tensors where both have the same one; else float64, which holds every other. */
function commonType(a: TensorEntry, b: TensorEntry): StoredType {
  return a.type === b.type && a.type in FORMATS ? (a.type as StoredType) : 'f64';
}

/** Activations as a matrix with a row per pair, as wide as the layer has rows. */
function rowsEntry(source: TensorSource, role: string, files: Files, W: Matrix): TensorEntry {
  const entry =
    source.kind === 'inline'
      ? numbersEntry(
          'the document',
          '',
          [source.rows.length, source.rows[0]?.length ?? 0],
          fromRows(source.rows).data,
        )
      : matrixEntry(source, role, openTensor(files, source.ref));
  checkWidth(entry.shape[1] as number, W.rows, source, role, W);
  return entry;
}

const rowsOfMatrix = ({ rows, cols, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
