import { type ByteSource, bytesAt } from './byteSource.ts';
import { inflatedSource } from './inflate.ts';
import { ParseError, quoted } from './parseError.ts';
import { subSource } from './subSource.ts';

/** A file within a zip archive. */
export interface ZipMember {
  readonly name: string;
  /** Its bytes; a deflated one is inflated as far as it is read. */
  readonly data: ByteSource;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_MEMBERS = 100_000;
const LARGEST_DIRECTORY = 64 * 1024 * 1024;
const AGAIN = 'download or save the file again';

/** `PK`, then a local header or the end of an empty archive. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5);

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/**
 * The members of a zip archive by its directory (APPNOTE 6.3, with zip64), in its order. Only the directory is read.
 * Throws a `ParseError` where a length or place is not borne out, for encrypted members and for other methods than
 * stored and deflated.
 */
export function readZip(source: ByteSource): ZipMember[] {
  const { offset, size, count } = directoryOf(source);
  const directory = bytesAt(source, offset, size, 'the directory');
  const entries: Entry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const { entry, next } = entryAt(source, directory, at);
    entries.push(entry);
    at = next;
  }
  checkPlaces(source, entries, offset);
  return entries
    .filter(({ name }) => !name.endsWith('/'))
    .map((entry) => ({ name: entry.name, data: dataOf(source, entry) }));
}

const malformed = (source: ByteSource, where: string, what: string): ParseError =>
  new ParseError('malformed', source.name, where, what, AGAIN);

function directoryOf(source: ByteSource): { offset: number; size: number; count: number } {
  const length = Math.min(source.size, END_SIZE + LONGEST_COMMENT);
  const tail = bytesAt(source, source.size - length, length, 'the directory');
  const view = viewOf(tail);
  for (let at = length - END_SIZE; at >= 0; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const found = {
      count: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const whole = found.count === 0xffff || found.size === 0xffffffff || found.offset === 0xffffffff;
    const directory = whole ? (directory64(source, source.size - length + at) ?? found) : found;
    if (directory.count > MOST_MEMBERS || directory.size > LARGEST_DIRECTORY) {
      throw new ParseError(
        'tooLarge',
        source.name,
        'the directory',
        `claims ${directory.count} members`,
        AGAIN,
      );
    }
    return directory;
  }
  throw new ParseError('truncated', source.name, 'the archive', 'has no directory', AGAIN);
}

function directory64(
  source: ByteSource,
  end: number,
): { offset: number; size: number; count: number } | null {
  if (end < 20) return null;
  const locator = viewOf(bytesAt(source, end - 20, 20, 'the directory'));
  if (locator.getUint32(0, true) !== LOCATOR_64) return null;
  const view = viewOf(bytesAt(source, big(source, locator, 8), 56, 'the directory'));
  if (view.getUint32(0, true) !== END_64)
    throw malformed(source, 'the directory', 'is not where it should be');
  return { count: big(source, view, 32), size: big(source, view, 40), offset: big(source, view, 48) };
}

function entryAt(source: ByteSource, directory: Uint8Array, at: number): { entry: Entry; next: number } {
  const view = viewOf(directory);
  if (at + 46 > directory.length || view.getUint32(at, true) !== CENTRAL) {
    throw malformed(source, 'the directory', 'is broken');
  }
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  if (next > directory.length) throw malformed(source, 'the directory', 'is cut short');
  const name = new TextDecoder('utf-8').decode(directory.subarray(at + 46, at + 46 + nameLength));
  const wide = extra64(source, view, at + 46 + nameLength, extraLength);
  const or64 = (value: number): number => (value === 0xffffffff ? (wide.shift() ?? value) : value);
  // In this order, each only where its 32-bit place is full.
  const size = or64(view.getUint32(at + 24, true));
  const packed = or64(view.getUint32(at + 20, true));
  const local = or64(view.getUint32(at + 42, true));
  const entry = {
    name,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed,
    size,
    at: local,
  };
  return { entry, next };
}

/** The 64-bit numbers of an entry's extra field. */
function extra64(source: ByteSource, view: DataView, from: number, length: number): number[] {
  for (let at = from; at + 4 <= from + length; ) {
    const id = view.getUint16(at, true);
    const size = view.getUint16(at + 2, true);
    if (at + 4 + size > from + length) return [];
    if (id === 1) {
      return Array.from({ length: Math.floor(size / 8) }, (_, i) => big(source, view, at + 4 + 8 * i));
    }
    at += 4 + size;
  }
  return [];
}

function checkPlaces(source: ByteSource, entries: readonly Entry[], directory: number): void {
  const placed = [...entries].sort((a, b) => a.at - b.at);
  for (const [i, { name, flags, method, packed, size, at }] of placed.entries()) {
    const where = `member ${quoted(name)}`;
    if (flags & 1) {
      throw new ParseError(
        'unsupported',
        source.name,
        where,
        'is encrypted',
        'save the file without a password',
      );
    }
    if (method !== 0 && method !== 8) {
      throw new ParseError(
        'unsupported',
        source.name,
        where,
        `is packed by method ${method}`,
        'save it uncompressed',
      );
    }
    if (method === 0 && packed !== size) throw malformed(source, where, 'has two sizes');
    const end = placed[i + 1]?.at ?? directory;
    if (at + 30 + packed > end) throw malformed(source, where, 'shares bytes with another, or ends too late');
  }
}

function dataOf(source: ByteSource, { name, method, crc, packed, size, at }: Entry): ByteSource {
  let found: ByteSource | null = null;
  const where = `member ${quoted(name)}`;
  const open = (): ByteSource => {
    if (found) return found;
    const view = viewOf(bytesAt(source, at, 30, where));
    if (view.getUint32(0, true) !== LOCAL) throw malformed(source, where, 'is not where the directory says');
    const start = at + 30 + view.getUint16(26, true) + view.getUint16(28, true);
    if (start + packed > source.size) throw malformed(source, where, 'lies beyond the end of the file');
    const data = subSource(source, start, packed);
    found = method === 0 ? data : inflatedSource(data, { size, crc, where });
    return found;
  };
  return { name: source.name, size, read: (to, offset, length) => open().read(to, offset, length) };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function big(source: ByteSource, view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw malformed(source, 'the directory', 'claims an impossible size');
  return value;
}
