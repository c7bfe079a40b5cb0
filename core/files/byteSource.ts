import { ParseError } from './parseError.ts';

/** The bytes of a file, read by range. */
export interface ByteSource {
  /** The file's name, for messages. */
  readonly name: string;
  /** How many bytes there are. */
  readonly size: number;
  /** Changes when the file does; absent where that is not known. */
  readonly stamp?: string;
  /** Reads `length` bytes from `offset` on, which lie within the file, into `to`. Throws where they cannot be read. */
  read(to: Uint8Array, offset: number, length: number): void;
}

/** So many bytes of a file. Throws a `ParseError` where it ends before, naming the place. */
export function bytesAt(source: ByteSource, offset: number, length: number, where: string): Uint8Array {
  if (offset + length > source.size) {
    throw new ParseError('truncated', source.name, where, 'is cut short', 'copy or download the file again');
  }
  const bytes = new Uint8Array(length);
  source.read(bytes, offset, length);
  return bytes;
}

/** A file that lies in memory. */
export const bytesSource = (name: string, bytes: Uint8Array): ByteSource => ({
  name,
  size: bytes.length,
  read: (to, offset, length) => to.set(bytes.subarray(offset, offset + length)),
});
