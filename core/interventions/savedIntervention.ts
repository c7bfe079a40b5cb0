import type { ByteSource } from '#core/files/byteSource.ts';
import { ParseError } from '#core/files/parseError.ts';
import { readNumbers } from '#core/files/readEntries.ts';
import { rowMajor, type TensorEntry, type TensorFile } from '#core/files/tensorFile.ts';
import { transposed } from '#core/files/view.ts';
import { writeNumbers } from '#core/files/writeNpy.ts';
import type { Matrix } from '#core/linalg/matrix.ts';
import { rebuildRotation } from './rotation.ts';

/** The name under which the directions of a saved intervention are listed, beside its own tensors. */
export const DIRECTIONS = 'directions';

/** The most entries of a rotation's parameters that are read. */
const MOST_ENTRIES = 2 ** 26;

const ORIGINAL = /^(.*?)parametrizations\.weight\.original$/;

/**
 * A file with the directions (k × d) that its saved intervention stands for, listed first: those of pyvene and of the
 * illusion repository rebuilt from what torch saves of an orthogonal parametrisation, those of pyreft turned into rows.
 * They are computed when they are first read. A file that holds no intervention is left as it is; the metadata say what
 * was recognised.
 */
export function withDirections(found: TensorFile, name: string): TensorFile {
  const recognised = rotationsIn(found.tensors, name) ?? pyreftIn(found.tensors) ?? saeIn(found.tensors);
  if (!recognised) return found;
  const { tensors, words } = recognised;
  return {
    ...found,
    tensors: [...tensors, ...found.tensors],
    metadata: new Map([...found.metadata, ['recognised', words]]),
  };
}

interface Recognised {
  readonly tensors: readonly TensorEntry[];
  readonly words: string;
}

/** What pyvene and the illusion repository save: `…parametrizations.weight.original`, and the base beside it. */
function rotationsIn(tensors: readonly TensorEntry[], file: string): Recognised | null {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const made: TensorEntry[] = [];
  let whole = false;
  for (const original of tensors) {
    const prefix = ORIGINAL.exec(original.name)?.[1];
    const [n, cols] = original.shape;
    if (prefix === undefined || original.shape.length !== 2 || !n || !cols || n < cols) continue;
    const owner = prefix.replace(/[^.]*\.$/, '');
    const wanted = byName.get(`${owner}interchange_dim`);
    const base = byName.get(`${prefix}parametrizations.weight.0.base`) ?? null;
    const count = Math.min(cols, wanted ? scalarOf(wanted) : n === cols ? 1 : cols);
    if (!wanted && n === cols) whole = true;
    if (!(count >= 1) || n * n > MOST_ENTRIES) continue;
    made.push(
      computed(`${owner}${DIRECTIONS}`, [count, n], file, () => {
        const matrix = rebuildRotation(matrixOf(original), base && matrixOf(base), count);
        return matrix.data;
      }),
    );
  }
  if (made.length === 0) return null;
  const site = siteOf(file);
  const words = whole
    ? 'a rotation by torch’s orthogonal parametrisation: its first column is the direction'
    : 'a trained intervention by pyvene: the columns of its rotation that are interchanged';
  return { tensors: made, words: site ? `${words} (${site})` : words };
}

/** pyvene says in the file's name where the intervention stands. */
function siteOf(file: string): string | null {
  const [, layer, component] = /layer[._](\d+)[._](?:comp|repr)[._](.+?)[._]unit/.exec(file) ?? [];
  return layer === undefined ? null : `layer ${layer}, ${component}`;
}

/** pyreft: `rotate_layer` holds the directions as columns, orthonormal already. */
function pyreftIn(tensors: readonly TensorEntry[]): Recognised | null {
  const rotate = tensors.find(({ name }) => name === 'rotate_layer' || name === 'rotate_layer.weight');
  const [n, k] = rotate?.shape ?? [];
  if (rotate?.shape.length !== 2 || n === undefined || k === undefined || n < k) return null;
  return {
    tensors: [{ ...transposed(rotate), name: DIRECTIONS }],
    words: 'a trained intervention by pyreft: the columns of rotate_layer',
  };
}

/** SAELens: nothing is rebuilt, but what is a direction is said. */
function saeIn(tensors: readonly TensorEntry[]): Recognised | null {
  const names = new Set(tensors.map(({ name }) => name));
  if (!names.has('W_enc') || !names.has('W_dec')) return null;
  return { tensors: [], words: 'a sparse autoencoder: a row of W_dec, or a column of W_enc, is a direction' };
}

function scalarOf(tensor: TensorEntry): number {
  return tensor.shape.every((n) => n === 1) ? (readNumbers(tensor)[0] ?? Number.NaN) : Number.NaN;
}

function matrixOf(tensor: TensorEntry): Matrix {
  const [rows = 0, cols = 0] = tensor.shape;
  return { rows, cols, data: readNumbers(tensor) };
}

/** A tensor in float64 whose entries are found when they are first read. */
function computed(
  name: string,
  shape: readonly number[],
  file: string,
  compute: () => Float64Array,
): TensorEntry {
  let bytes: Uint8Array | null = null;
  const size = 8 * shape.reduce((product, n) => product * n, 1);
  const data: ByteSource = {
    name: file,
    size,
    read(to, offset, length) {
      if (!bytes) {
        const numbers = compute();
        if (!numbers.every(Number.isFinite)) {
          throw new ParseError(
            'malformed',
            file,
            name,
            'cannot be rebuilt from numbers that are not finite',
            'train it again',
          );
        }
        bytes = new Uint8Array(size);
        writeNumbers(bytes, 0, numbers);
      }
      to.set(bytes.subarray(offset, offset + length));
    },
  };
  return { name, shape, type: 'f64', strides: rowMajor(shape), bigEndian: false, data, offset: 0 };
}
