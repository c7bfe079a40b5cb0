import { bytesOf, type EntryType } from './entryType.ts';
import { rowMajor, sizeOf, type TensorEntry } from './tensorFile.ts';

/** Bytes of a file that are read at a time where entries do not lie in the order in which they are wanted. */
const SPAN = 8 * 1024 * 1024;

/**
 * The bytes of a tensor's entries in its own type, row by row without gaps, little-endian, into `to`, which has room
 * for `sizeOf(tensor)`. Reads the entries' own part of the file and nothing else.
 */
export function readStored(tensor: TensorEntry, to: Uint8Array): void {
  const size = sizeOf(tensor);
  if (size === 0) return;
  if (isRowMajor(tensor)) tensor.data.read(to, tensor.offset, size);
  else gather(tensor, to);
  if (tensor.bigEndian) swap(to.subarray(0, size), bytesOf(tensor.type));
}

/** A tensor's entries in float64, row by row. Integers beyond 2⁵³ are rounded. */
export function readNumbers(tensor: TensorEntry): Float64Array {
  const bytes = new Uint8Array(sizeOf(tensor));
  readStored(tensor, bytes);
  return toNumbers(bytes, tensor.type);
}

/** Entries of a type, little-endian without gaps, as float64. */
export function toNumbers(bytes: Uint8Array, type: EntryType): Float64Array {
  const { buffer, byteOffset, byteLength } = bytes;
  // What the machine reads by itself is quicker by far than entry by entry.
  if (LITTLE_ENDIAN && type === 'f32' && byteOffset % 4 === 0) {
    return new Float64Array(new Float32Array(buffer, byteOffset, byteLength / 4));
  }
  if (LITTLE_ENDIAN && type === 'f64' && byteOffset % 8 === 0) {
    return new Float64Array(buffer, byteOffset, byteLength / 8).slice();
  }
  const view = new DataView(buffer, byteOffset, byteLength);
  const width = bytesOf(type);
  const read = READ[type];
  const numbers = new Float64Array(bytes.byteLength / width);
  for (let i = 0; i < numbers.length; i++) numbers[i] = read(view, i * width);
  return numbers;
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const READ: Readonly<Record<EntryType, (view: DataView, at: number) => number>> = {
  f64: (view, at) => view.getFloat64(at, true),
  f32: (view, at) => view.getFloat32(at, true),
  f16: (view, at) => half(view.getUint16(at, true)),
  bf16: (view, at) => brain(view.getUint16(at, true)),
  i64: (view, at) => Number(view.getBigInt64(at, true)),
  i32: (view, at) => view.getInt32(at, true),
  i16: (view, at) => view.getInt16(at, true),
  i8: (view, at) => view.getInt8(at),
  u64: (view, at) => Number(view.getBigUint64(at, true)),
  u32: (view, at) => view.getUint32(at, true),
  u16: (view, at) => view.getUint16(at, true),
  u8: (view, at) => view.getUint8(at),
  bool: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
};

/** The value of IEEE 754 binary16 bits. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const WORD = new DataView(new ArrayBuffer(4));

/** The value of bfloat16 bits: the upper half of a float32. */
function brain(bits: number): number {
  WORD.setUint32(0, bits << 16);
  return WORD.getFloat32(0);
}

/** Whether the entries lie in the order in which they are wanted; the strides of dimensions of length 1 say nothing. */
function isRowMajor({ shape, strides }: TensorEntry): boolean {
  const wanted = rowMajor(shape);
  return shape.every((n, i) => n === 1 || strides[i] === wanted[i]);
}

/** Entries as whole units, whatever they mean: as wide as they are. */
type Units = Uint8Array | Uint16Array | Uint32Array | Float64Array;

function unitsOf(bytes: Uint8Array, width: number): Units {
  const { buffer, byteOffset, byteLength } = bytes;
  const count = byteLength / width;
  if (width === 1) return bytes;
  if (width === 2) return new Uint16Array(buffer, byteOffset, count);
  return width === 4
    ? new Uint32Array(buffer, byteOffset, count)
    : new Float64Array(buffer, byteOffset, count);
}

/** The entries of a tensor that lie in another order: the file is read span by span, each entry goes to its place. */
function gather({ shape, strides, type, data, offset }: TensorEntry, to: Uint8Array): void {
  const width = bytesOf(type);
  const aligned = to.byteOffset % width === 0 ? to : new Uint8Array(to.length);
  const result = unitsOf(aligned.subarray(0, aligned.length - (aligned.length % width)), width);
  const wanted = rowMajor(shape);
  // From the widest step in the file to the narrowest.
  const order = [...shape.keys()].sort((a, b) => (strides[b] as number) - (strides[a] as number));
  const counts = order.map((i) => shape[i] as number);
  const from = order.map((i) => strides[i] as number);
  const into = order.map((i) => wanted[i] as number);
  copy(0, 0, 0);
  if (aligned !== to) to.set(aligned);

  /** Reads so many entries of the file. */
  function read(first: number, count: number): Units {
    const span = new Uint8Array(count * width);
    data.read(span, offset + first * width, span.length);
    return unitsOf(span, width);
  }

  /** Copies what lies below depth `k` from entry `start` of the file to entry `place` of the result. */
  function copy(k: number, start: number, place: number): void {
    const reach = lastOf(k) + 1;
    if (reach * width <= SPAN || k === counts.length) {
      scatter(read(start, reach), 0, k, place);
      return;
    }
    const n = counts[k] as number;
    const step = from[k] as number;
    const inner = lastOf(k + 1) + 1;
    // As many steps at a time as a span holds: a column of a matrix is not worth a read of its own.
    const most = step === 0 ? n : Math.max(1, Math.floor((SPAN / width - inner) / step) + 1);
    for (let first = 0; first < n; first += most) {
      const count = Math.min(most, n - first);
      const length = (count - 1) * step + inner;
      const span = length * width > SPAN ? null : read(start + first * step, length);
      for (let i = 0; i < count; i++) {
        const goal = place + (first + i) * (into[k] as number);
        if (span) scatter(span, i * step, k + 1, goal);
        else copy(k + 1, start + (first + i) * step, goal);
      }
    }
  }

  /** The last entry that is reached from depth `k` on. */
  function lastOf(k: number): number {
    let last = 0;
    for (let i = k; i < counts.length; i++) last += ((counts[i] as number) - 1) * (from[i] as number);
    return last;
  }

  function scatter(span: Units, at: number, k: number, place: number): void {
    if (k === counts.length) {
      result[place] = span[at] as number;
      return;
    }
    const step = from[k] as number;
    const hop = into[k] as number;
    const n = counts[k] as number;
    if (k === counts.length - 1) {
      for (let i = 0; i < n; i++) result[place + i * hop] = span[at + i * step] as number;
      return;
    }
    for (let i = 0; i < n; i++) scatter(span, at + i * step, k + 1, place + i * hop);
  }
}

/** Turns the bytes of every entry round. */
function swap(bytes: Uint8Array, width: number): void {
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}
