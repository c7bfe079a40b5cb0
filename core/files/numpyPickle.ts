import { type ByteSource, bytesAt, bytesSource } from './byteSource.ts';
import { bytesOf, countOf, type EntryType } from './entryType.ts';
import type { Unnamed } from './namedTensors.ts';
import { NPY_TYPES } from './npy.ts';
import type { Builders } from './pickle.ts';
import { isKind, isSequence, type PickleObject, type PickleValue } from './pickleValue.ts';
import { subSource } from './subSource.ts';
import { columnMajor, rowMajor } from './tensorFile.ts';

/** A numpy dtype: null where it is no number format that is read. */
interface Dtype {
  readonly type: EntryType | null;
  readonly code: string;
  bigEndian: boolean;
}

/** An array, once it has its state. */
interface NumpyArray {
  tensor: Unnamed | null;
  why: string | null;
}

/** joblib's note that an array's entries follow in the stream. */
interface Wrapper {
  aligned: boolean;
}

const CORES = ['numpy.core', 'numpy._core'];
const named = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => CORES.map((core) => `${core}.${name}`)));

const RECONSTRUCT = named(['multiarray._reconstruct']);
const SCALAR = named(['multiarray.scalar']);
const FROM_BUFFER = named(['numeric._frombuffer', 'multiarray._frombuffer']);

/** What numpy, and joblib, build arrays by (numpy/core/multiarray; joblib/numpy_pickle.py). `source` is what the pickle lies in. */
export function numpyBuilders(source: ByteSource): Required<Pick<Builders, 'call' | 'build'>> {
  return {
    call(name, args) {
      if (RECONSTRUCT.has(name))
        return object('array', { tensor: null, why: 'has no entries' } satisfies NumpyArray);
      if (SCALAR.has(name)) return null;
      if (FROM_BUFFER.has(name)) return fromBuffer(source, args);
      if (name === 'numpy.dtype') return object('dtype', dtypeOf(args[0]));
      if (name === '_codecs.encode') return encoded(source, args[0]);
      if (name === 'joblib.numpy_pickle.NumpyArrayWrapper')
        return object('wrapper', { aligned: false } satisfies Wrapper);
      return undefined;
    },
    build(target, state, cursor) {
      if (target.of === 'dtype') setByteOrder(target.value as Dtype, state);
      else if (target.of === 'array') return arrayOf(source, target, state);
      else if (target.of === 'wrapper') return wrapped(source, state, cursor);
      return target;
    },
  };
}

/** The tensor that a value is, if it is an array of numbers. */
export function numpyTensor(value: PickleValue): Unnamed | null {
  return isKind(value, 'object') && value.of === 'array' ? (value.value as NumpyArray).tensor : null;
}

const object = (of: string, value: unknown): PickleObject => ({ kind: 'object', of, value });

function dtypeOf(code: PickleValue | undefined): Dtype {
  const text = typeof code === 'string' ? code : '';
  const [, order = '', rest = ''] = /^([<>|=]?)(.*)$/.exec(text) ?? [];
  return { type: NPY_TYPES[rest] ?? null, code: text, bigEndian: order === '>' };
}

/** The state of a dtype: a version, then its byte order. */
function setByteOrder(dtype: Dtype, state: PickleValue): void {
  if (isSequence(state) && state.items[1] === '>') dtype.bigEndian = true;
}

/** Bytes that protocol 2 writes as text of the characters 0 to 255. */
function encoded(source: ByteSource, text: PickleValue | undefined): PickleValue {
  if (isKind(text, 'text')) {
    const bytes = bytesAt(source, text.offset, text.length, 'an array');
    return object('bytes', latin1(new TextDecoder('utf-8').decode(bytes)));
  }
  return object('bytes', latin1(typeof text === 'string' ? text : ''));
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** The bytes that a value stands for, as a source. */
function bytesFrom(source: ByteSource, value: PickleValue | undefined): ByteSource | null {
  if (isKind(value, 'bytes')) return subSource(source, value.offset, value.length);
  if (isKind(value, 'object') && value.of === 'bytes')
    return bytesSource(source.name, value.value as Uint8Array);
  return null;
}

/** The state of an array: (version, shape, dtype, whether column by column, bytes). */
function arrayOf(source: ByteSource, target: PickleObject, state: PickleValue): PickleValue {
  if (!isSequence(state)) return target;
  const [, shape, dtype, fortran, bytes] = state.items;
  return entriesOf(shape, dtype, fortran === true || fortran === 1, bytesFrom(source, bytes), 0);
}

/** `_frombuffer(buffer, dtype, shape, order)`, of protocol 5. */
function fromBuffer(source: ByteSource, args: readonly PickleValue[]): PickleValue {
  const [bytes, dtype, shape, order] = args;
  return entriesOf(shape, dtype, order === 'F', bytesFrom(source, bytes), 0);
}

function entriesOf(
  shape: PickleValue | undefined,
  dtype: PickleValue | undefined,
  fortran: boolean,
  data: ByteSource | null,
  offset: number,
): PickleValue {
  const own = isKind(dtype, 'object') && dtype.of === 'dtype' ? (dtype.value as Dtype) : null;
  const sizes = isSequence(shape) ? shape.items.map(Number) : [];
  if (!own?.type) {
    return { kind: 'refused', why: `has entries of the numpy type “${own?.code ?? '?'}”: save numbers` };
  }
  if (!data || countOf(sizes) === null) return { kind: 'refused', why: 'has no entries: save it again' };
  const tensor: Unnamed = {
    shape: sizes,
    type: own.type,
    strides: fortran ? columnMajor(sizes) : rowMajor(sizes),
    bigEndian: own.bigEndian,
    data,
    offset,
  };
  return object('array', { tensor, why: null } satisfies NumpyArray);
}

/** joblib puts an array's entries right behind the opcode, since version 1.2 at an aligned place: a byte says how far. */
function wrapped(source: ByteSource, state: PickleValue, cursor: { at: number }): PickleValue {
  const fields = new Map(
    isKind(state, 'dict') ? state.entries.map(([key, value]) => [String(key), value]) : [],
  );
  const alignment = fields.get('numpy_array_alignment_bytes');
  if (typeof alignment === 'number')
    cursor.at += 1 + (bytesAt(source, cursor.at, 1, 'an array')[0] as number);
  const made = entriesOf(
    fields.get('shape'),
    fields.get('dtype'),
    fields.get('order') === 'F',
    source,
    cursor.at,
  );
  const tensor = numpyTensor(made);
  if (tensor) cursor.at += (countOf(tensor.shape) ?? 0) * bytesOf(tensor.type);
  return made;
}
