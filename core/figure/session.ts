import { strFromU8, strToU8, Unzlib, zlibSync } from 'fflate';
import { DocumentError, parseDocument } from '#core/document/parse.ts';
import type { Document } from '#core/document/schema.ts';
import { serialiseDocument } from '#core/document/serialise.ts';
import { fromBase64, toBase64 } from '#core/format/base64.ts';
import { joinBytes } from '#core/format/joinBytes.ts';
import { chunksOf, SESSION_KEYWORD } from './png.ts';

/** A session's text is at most so long: a small file that unpacks to more is not unpacked further. */
const LONGEST = 64 * 1024 * 1024;

/** Bytes that are unpacked at a time. */
const PIECE = 64 * 1024;

/** A session as text without spaces or signs that any format reserves: zlib in base64. */
export const packSession = (document: Document): string =>
  toBase64(zlibSync(strToU8(serialiseDocument(document))));

/**
 * The session inside a figure that Nullscope wrote as SVG, PDF or PNG.
 *
 * @throws {DocumentError} with a sentence that names the file, where it holds none or a broken one.
 */
export function sessionOfFigure(bytes: Uint8Array, name: string): Document {
  const packed = packedIn(bytes);
  if (packed === null) {
    throw new DocumentError(
      `${name}: no session is in this figure; export it with “session inside”, or open the session file.`,
    );
  }
  const text = unpacked(packed);
  if (text === null) {
    throw new DocumentError(
      `${name}: the session in this figure is damaged; export the figure again, or open the session file.`,
    );
  }
  return parseDocument(text, name);
}

/** The text in which a figure holds its session; null where it holds none. */
function packedIn(bytes: Uint8Array): string | null {
  for (const { type, data } of chunksOf(bytes)) {
    const text = type === 'tEXt' ? strFromU8(data, true) : '';
    if (text.startsWith(`${SESSION_KEYWORD}\0`)) return text.slice(SESSION_KEYWORD.length + 1);
  }
  const text = strFromU8(bytes, true);
  const inPdf = /\/NullscopeSession (\d{1,9}) 0 R/.exec(text)?.[1];
  return inPdf === undefined
    ? between(text, `<metadata id="${SESSION_KEYWORD}">`, '<')
    : between(text, `\n${inPdf} 0 obj\n(`, ')');
}

function between(text: string, before: string, after: string): string | null {
  const start = text.indexOf(before);
  const end = text.indexOf(after, start + before.length);
  return start < 0 || end < 0 ? null : text.slice(start + before.length, end);
}

function unpacked(packed: string): string | null {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const stream = new Unzlib((piece, last) => {
    size += piece.length;
    ended = last;
    if (size > LONGEST) throw new RangeError('too long');
    pieces.push(piece);
  });
  try {
    const bytes = fromBase64(packed);
    for (let at = 0; at < bytes.length; at += PIECE) {
      stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
    }
  } catch {
    return null;
  }
  if (!ended) return null;
  return strFromU8(joinBytes(pieces));
}
