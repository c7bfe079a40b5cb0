import { z } from 'zod';
import { fromBase64, toBase64 } from '#core/format/base64.ts';

/** Many numbers on the wire: their float64 bytes, little-endian, in base64. A list of as many would take 2 to 3 times the room. */
export const numberColumnSchema = z.string().max(16 * 1024 * 1024);

/** Numbers for the wire. */
export function encodeColumn(numbers: Float64Array): string {
  const bytes = new Uint8Array(8 * numbers.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < numbers.length; i++) view.setFloat64(8 * i, numbers[i] as number, true);
  return toBase64(bytes);
}

/** Numbers from the wire. Throws where they are none. */
export function decodeColumn(text: string): Float64Array {
  const view = new DataView(fromBase64(text).buffer);
  const numbers = new Float64Array(view.byteLength / 8);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getFloat64(8 * i, true);
  return numbers;
}
