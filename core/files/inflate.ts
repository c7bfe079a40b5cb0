import crc32 from 'crc-32';
import { Inflate, Unzlib } from 'fflate';
import { joinBytes } from '#core/format/joinBytes.ts';
import { type ByteSource, bytesSource } from './byteSource.ts';
import { ParseError } from './parseError.ts';

/** What is known of packed bytes. */
interface Packed {
  /** How many there are when they are unpacked. */
  readonly size: number;
  readonly crc: number;
  /** What they are, for messages. */
  readonly where: string;
}

/** Bytes that are unpacked at a time. */
const PIECE = 64 * 1024;

/** Deflate packs 258 bytes into two bits at best: more is a claim that cannot be true. */
const MOST_RATIO = 1032;

/** The most bytes that a packed member may unpack to. */
const LARGEST = 2 ** 31;

const AGAIN = 'download or save the file again';

/**
 * Deflated bytes as a source: unpacked as far as they are read, and then kept. Throws a `ParseError` at once where
 * the claimed size is impossible, and when read where the bytes unpack to more or fewer, or to others than the CRC
 * says.
 */
export function inflatedSource(data: ByteSource, { size, crc, where }: Packed): ByteSource {
  if (size > MOST_RATIO * data.size + 64 || size > LARGEST) {
    throw new ParseError(
      'tooLarge',
      data.name,
      where,
      `claims to unpack ${data.size} bytes to ${size}`,
      AGAIN,
    );
  }
  const broken = (what: string): ParseError => new ParseError('malformed', data.name, where, what, AGAIN);
  let unpacked = new Uint8Array(Math.min(size, PIECE));
  let done = 0;
  let taken = 0;
  const inflater = new Inflate((piece) => {
    if (done + piece.length > size) throw broken('unpacks to more than it claims');
    if (done + piece.length > unpacked.length) {
      const larger = new Uint8Array(Math.min(size, Math.max(2 * unpacked.length, done + piece.length)));
      larger.set(unpacked.subarray(0, done));
      unpacked = larger;
    }
    unpacked.set(piece, done);
    done += piece.length;
  });
  const more = (): void => {
    const piece = new Uint8Array(Math.min(PIECE, data.size - taken));
    data.read(piece, taken, piece.length);
    taken += piece.length;
    try {
      inflater.push(piece, taken === data.size);
    } catch (error) {
      throw error instanceof ParseError ? error : broken('cannot be unpacked');
    }
    if (taken < data.size) return;
    if (done < size) throw broken('unpacks to less than it claims');
    if (crc32.buf(unpacked, 0) >>> 0 !== crc) throw broken('is damaged');
  };
  return {
    name: data.name,
    size,
    read(to, offset, length) {
      while (done < offset + length) {
        if (taken === data.size) throw broken('unpacks to less than it claims');
        more();
      }
      to.set(unpacked.subarray(offset, offset + length));
    },
  };
}

/** The bytes of a zlib stream (RFC 1950), as joblib writes. Throws a `ParseError` where there are too many, or it is broken. */
export function unpackZlib(source: ByteSource): ByteSource {
  const most = Math.min(LARGEST, MOST_RATIO * source.size + 64);
  const pieces: Uint8Array[] = [];
  let size = 0;
  const fail = (what: string): ParseError =>
    new ParseError('malformed', source.name, 'the file', what, AGAIN);
  const inflater = new Unzlib((piece) => {
    size += piece.length;
    if (size > most) throw fail('unpacks to too much');
    pieces.push(piece);
  });
  try {
    for (let at = 0; at < source.size; at += PIECE) {
      const piece = new Uint8Array(Math.min(PIECE, source.size - at));
      source.read(piece, at, piece.length);
      inflater.push(piece, at + piece.length === source.size);
    }
  } catch (error) {
    throw error instanceof ParseError ? error : fail('cannot be unpacked');
  }
  return bytesSource(source.name, joinBytes(pieces));
}
