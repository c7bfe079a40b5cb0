import { FORMATS, type StoredType } from '../dtype.ts';
import type { Pointer } from '../types.ts';

/** The number that a float16 bit pattern stands for. */
export function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent ? (1024 + fraction) * 2 ** (exponent - 25) : fraction * 2 ** -24);
}

const word = new DataView(new ArrayBuffer(4));

/** The number that a bfloat16 bit pattern stands for: a float32 with its lower half 0. */
export function brain(bits: number): number {
  word.setUint16(0, bits);
  return word.getFloat32(0);
}

/** Reads entries of a stored type from pointer `from` on: the entry at an index. */
export function reader(
  buffer: SharedArrayBuffer,
  type: StoredType,
  from: Pointer,
): (index: number) => number {
  const count = Math.floor((buffer.byteLength - from) / FORMATS[type].bytes);
  if (type === 'f64') {
    const entries = new Float64Array(buffer, from, count);
    return (index) => entries[index] as number;
  }
  if (type === 'f32') {
    const entries = new Float32Array(buffer, from, count);
    return (index) => entries[index] as number;
  }
  const entries = new Uint16Array(buffer, from, count);
  const value = type === 'f16' ? half : brain;
  return (index) => value(entries[index] as number);
}
