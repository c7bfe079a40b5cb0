import type { Matrix } from '#core/linalg/matrix.ts';
import { writeNumbers } from './writeNpy.ts';

/** The bytes of a `.safetensors` file of one float64 matrix, and of what it says of itself. */
export function writeSafetensors(
  name: string,
  { rows, cols, data }: Matrix,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const size = 8 * data.length;
  const header = JSON.stringify({
    __metadata__: metadata,
    [name]: { dtype: 'F64', shape: [rows, cols], data_offsets: [0, size] },
  });
  const text = new TextEncoder().encode(header);
  // The entries begin at a multiple of 8; the header may end in spaces.
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.fill(0x20, 8, 8 + length);
  bytes.set(text, 8);
  writeNumbers(bytes, 8 + length, data);
  return bytes;
}
