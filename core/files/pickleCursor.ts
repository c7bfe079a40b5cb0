import type { ByteSource } from './byteSource.ts';
import { ParseError } from './parseError.ts';
import type { PickleBytes, PickleLongText } from './pickleValue.ts';

/** Bytes that are read ahead. */
const AHEAD = 64 * 1024;

/** A line of a protocol that is written in text, and a text that is decoded at once, may be this long. */
const LONGEST_TEXT = 64 * 1024;

/** Reads a pickle's opcodes and their arguments. Every length is checked against the file first. */
export class PickleCursor {
  readonly #source: ByteSource;
  #ahead = new Uint8Array(0);
  #from = 0;
  at: number;

  constructor(source: ByteSource, at: number) {
    this.#source = source;
    this.at = at;
  }

  /** The next bytes, at most a text's length; they are valid until the next call. */
  #take(length: number): Uint8Array {
    this.#check(length);
    const { at } = this;
    if (at < this.#from || at + length > this.#from + this.#ahead.length) {
      this.#ahead = new Uint8Array(Math.min(this.#source.size - at, Math.max(length, AHEAD)));
      this.#source.read(this.#ahead, at, this.#ahead.length);
      this.#from = at;
    }
    this.at = at + length;
    return this.#ahead.subarray(at - this.#from, at - this.#from + length);
  }

  #check(length: number): void {
    if (length <= this.#source.size - this.at) return;
    throw new ParseError(
      'truncated',
      this.#source.name,
      `the pickle at byte ${this.at}`,
      'is cut short',
      'copy or save the file again',
    );
  }

  byte(): number {
    return this.#take(1)[0] as number;
  }

  skip(length: number): void {
    this.#check(length);
    this.at += length;
  }

  view(length: number): DataView {
    const bytes = this.#take(length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  /** A length of 4 or 8 bytes. */
  size(bytes: 4 | 8): number {
    const view = this.view(bytes);
    return bytes === 4 ? view.getUint32(0, true) : Number(view.getBigUint64(0, true));
  }

  /** Bytes, left where they lie. */
  bytes(length: number): PickleBytes {
    const offset = this.at;
    this.skip(length);
    return { kind: 'bytes', offset, length };
  }

  /** A text; a long one is left where it lies. */
  text(length: number): string | PickleLongText {
    if (length <= LONGEST_TEXT) return new TextDecoder('utf-8').decode(this.#take(length));
    const offset = this.at;
    this.skip(length);
    return { kind: 'text', offset, length };
  }

  /** Text up to the end of a line. */
  line(): string {
    let text = '';
    for (;;) {
      const byte = this.byte();
      if (byte === 0x0a) return text;
      text += String.fromCharCode(byte);
      if (text.length > LONGEST_TEXT) this.#check(Number.POSITIVE_INFINITY);
    }
  }

  /** A whole number of so many bytes, two's complement; beyond float64's integers it is rounded. */
  long(length: number): number {
    this.#check(length);
    if (length > 1024) this.#check(Number.POSITIVE_INFINITY);
    const bytes = this.#take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] as number);
    const negative = length > 0 && ((bytes[length - 1] as number) & 0x80) !== 0;
    return Number(negative ? value - (1n << BigInt(8 * length)) : value);
  }
}
