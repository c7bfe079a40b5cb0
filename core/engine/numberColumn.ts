import { z } from 'zod';

/** Many numbers on the wire: their float64 bytes, little-endian, in base64. A list of as many would take 2 to 3 times the room. */
export const numberColumnSchema = z.string().max(16 * 1024 * 1024);

/** Numbers for the wire. */
export function encodeColumn(numbers: Float64Array): string {
  const bytes = new Uint8Array(8 * numbers.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < numbers.length; i++) view.setFloat64(8 * i, numbers[i] as number, true);
  let text = '';
  // As many at a time as a call takes arguments; whole groups of three bytes.
  for (let at = 0; at < bytes.length; at += PIECE) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  }
  return text;
}

const PIECE = 3 * 8192;

/** Numbers from the wire. Throws where they are none. */
export function decodeColumn(text: string): Float64Array {
  const bytes = atob(text);
  const view = new DataView(new ArrayBuffer(bytes.length));
  for (let i = 0; i < bytes.length; i++) view.setUint8(i, bytes.charCodeAt(i));
  const numbers = new Float64Array(bytes.length / 8);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getFloat64(8 * i, true);
  return numbers;
}
