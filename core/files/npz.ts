import type { ByteSource } from './byteSource.ts';
import { readNpy } from './npy.ts';
import { ParseError } from './parseError.ts';
import type { TensorEntry, TensorFile } from './tensorFile.ts';
import type { ZipMember } from './zip.ts';

const ENDING = '.npy';

/** The arrays of an `.npz` archive, each by its header. What is no array of numbers is named among the refused. */
export function readNpz(source: ByteSource, members: readonly ZipMember[]): TensorFile {
  const tensors: TensorEntry[] = [];
  const refused: { name: string; why: string }[] = [];
  for (const { name: member, data } of members) {
    if (!member.endsWith(ENDING)) continue;
    const name = member.slice(0, -ENDING.length);
    try {
      const [tensor] = readNpy({ ...data, name: member, read: data.read }).tensors;
      if (tensor) tensors.push({ ...tensor, name });
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      refused.push({ name, why: `cannot be read (${error.message.replace(/\.$/, '')})` });
    }
  }
  if (tensors.length === 0 && refused.length > 0) {
    throw new ParseError(
      'unsupported',
      source.name,
      'the archive',
      `holds no array of numbers: ${refused[0]?.name} ${refused[0]?.why}`,
      'save numbers',
    );
  }
  return { format: 'npz', tensors, refused, metadata: new Map() };
}
