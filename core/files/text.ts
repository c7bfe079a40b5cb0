import { type ByteSource, bytesAt } from './byteSource.ts';
import { ParseError } from './parseError.ts';

/** The largest text that is read, bytes. */
const LARGEST = 256 * 1024 * 1024;

/** A whole file as text, without its byte order mark. Throws a `ParseError` where it is too large. */
export function readText(source: ByteSource): string {
  if (source.size > LARGEST) {
    throw new ParseError(
      'tooLarge',
      source.name,
      'the file',
      'is a text of more than 256 MB',
      'save its numbers as .npy or .safetensors',
    );
  }
  return new TextDecoder('utf-8').decode(bytesAt(source, 0, source.size, 'the file'));
}
