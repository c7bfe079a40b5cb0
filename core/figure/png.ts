import crc32 from 'crc-32';
import { strToU8 } from 'fflate';
import { joinBytes } from '#core/format/joinBytes.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const INCHES_PER_METRE = 1 / 0.0254;

/** The key under which a session stands in a PNG, and in the other formats' metadata. */
export const SESSION_KEYWORD = 'nullscope-session';

/** A chunk of a PNG: its type and data, with length and checksum. */
export function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(strToU8(type), 4);
  bytes.set(data, 8);
  view.setInt32(8 + data.length, crc32.buf(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** The chunks of a PNG, each with the bytes that it takes; throws nothing: what is cut short ends the list. */
export function* chunksOf(png: Uint8Array): Generator<{ type: string; data: Uint8Array; whole: Uint8Array }> {
  if (SIGNATURE.some((byte, i) => png[i] !== byte)) return;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at + 12 <= png.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > png.length) return;
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    yield { type, data: png.subarray(at + 8, at + 8 + length), whole: png.subarray(at, at + 12 + length) };
    at += 12 + length;
  }
}

/** A PNG with its pixels per inch (pHYs) and, where there is one, a packed session (tEXt) after its header. */
export function withMetadata(png: Uint8Array, dpi: number, session: string | null): Uint8Array {
  const density = new Uint8Array(9);
  const perMetre = Math.round(dpi * INCHES_PER_METRE);
  new DataView(density.buffer).setUint32(0, perMetre);
  new DataView(density.buffer).setUint32(4, perMetre);
  density[8] = 1;
  const added = [
    chunk('pHYs', density),
    ...(session === null ? [] : [chunk('tEXt', strToU8(`${SESSION_KEYWORD}\0${session}`, true))]),
  ];
  return joinBytes([
    Uint8Array.from(SIGNATURE),
    ...[...chunksOf(png)].flatMap(({ type, whole }) => (type === 'IHDR' ? [whole, ...added] : [whole])),
  ]);
}
