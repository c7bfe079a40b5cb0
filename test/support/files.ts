import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ByteSource, bytesSource } from '#core/files/byteSource.ts';
import type { LoadOptions } from '#core/instance/loadInstance.ts';

/** Where a file of test/fixtures/files is. */
export const fixtureFile = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/files/${name}`, import.meta.url));

/** A file of test/fixtures/files. */
export const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../fixtures/files/${name}`, import.meta.url)));

export const sourceOf = (name: string): ByteSource => bytesSource(name, fixture(name));

/** The bytes of an `.npy` file with this header text, as long as it is, and so many bytes of entries. */
export function npy(header: string, entries: number, version = 1): Uint8Array {
  const text = Buffer.from(header, 'latin1');
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(text.length);
  else length.writeUInt32LE(text.length);
  const magic = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  return new Uint8Array(Buffer.concat([magic, length, text, Buffer.alloc(entries)]));
}

/** The bytes of a `.safetensors` file with this header and so many bytes of entries. */
export function safetensors(header: unknown, entries: number): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return new Uint8Array(Buffer.concat([length, text, Buffer.alloc(entries)]));
}

/** What reads instances that lie in documents. */
export const noFiles: LoadOptions = {
  files: {
    open: (file) => {
      throw new Error(`no file is needed, least of all ${file}`);
    },
  },
  hash: () => '',
};
