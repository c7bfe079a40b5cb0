/** The part of the encoding interface that files need: the same in Node and in a browser. */
declare class TextDecoder {
  constructor(label: 'utf-8' | 'latin1');
  decode(bytes: Uint8Array): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}
