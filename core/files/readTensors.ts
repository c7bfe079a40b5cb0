import { type ByteSource, bytesAt } from './byteSource.ts';
import { readCsv } from './csv.ts';
import { unpackZlib } from './inflate.ts';
import { isText } from './isText.ts';
import { readJoblib } from './joblib.ts';
import { NPY_MAGIC, readNpy } from './npy.ts';
import { readNpz } from './npz.ts';
import { ParseError } from './parseError.ts';
import { readSafetensors } from './safetensors.ts';
import type { TensorFile } from './tensorFile.ts';
import { isLegacyTorch, isTorchArchive, readLegacyTorch, readTorchArchive } from './torch.ts';
import { isZip, readZip } from './zip.ts';

/** Bytes by which a file is known. */
const HEAD = 512;

/** The first words of what Git puts in place of a large file. */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** The tensors of a file, of whichever format its content is; its name does not matter. Throws a `ParseError`. */
export function readTensors(source: ByteSource): TensorFile {
  if (source.size === 0) {
    throw new ParseError('truncated', source.name, 'the file', 'is empty', 'choose another file');
  }
  const head = bytesAt(source, 0, Math.min(source.size, HEAD), 'the file');
  if (new TextDecoder('latin1').decode(head).startsWith(LFS_POINTER)) {
    throw new ParseError(
      'unsupported',
      source.name,
      'the file',
      'is a Git LFS pointer, not the tensors',
      'run “git lfs pull” in its repository',
    );
  }
  if (NPY_MAGIC.every((byte, i) => head[i] === byte)) return readNpy(source);
  if (isZip(head)) return readArchive(source);
  if (isLegacyTorch(head)) return readLegacyTorch(source);
  if (isPickle(head)) return readJoblib(source);
  if (isZlib(head)) return readJoblib(unpackZlib(source));
  // A length that fits, and then an object: nothing else that is read begins so.
  if (head[8] === 0x7b) return readSafetensors(source);
  if (isText(head)) return readCsv(source);
  const packed = PACKERS.find(({ magic }) => magic.every((byte, i) => head[i] === byte));
  throw new ParseError(
    'unsupported',
    source.name,
    'the file',
    packed ? `is compressed by ${packed.name}` : 'is none of the formats that are read',
    packed ? 'decompress it first' : 'save the tensors as .safetensors, .npy, .npz or .pt',
  );
}

/** Compressions that are not read, by their first bytes. */
const PACKERS = [
  { name: 'gzip', magic: [0x1f, 0x8b] },
  { name: 'bzip2', magic: [0x42, 0x5a, 0x68] },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: 'Zstandard', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'LZ4', magic: [0x04, 0x22, 0x4d, 0x18] },
] as const;

/** The opcode that names a pickle's protocol, 2 to 5. */
const isPickle = (head: Uint8Array): boolean =>
  head[0] === 0x80 && (head[1] as number) >= 2 && (head[1] as number) <= 5;

/** The header of a zlib stream (RFC 1950), which is a multiple of 31. */
const isZlib = (head: Uint8Array): boolean => head[0] === 0x78 && ((0x78 << 8) | (head[1] ?? 0)) % 31 === 0;

function readArchive(source: ByteSource): TensorFile {
  const members = readZip(source);
  if (isTorchArchive(members)) return readTorchArchive(source, members);
  if (members.some(({ name }) => name.endsWith('.npy'))) return readNpz(source, members);
  throw new ParseError(
    'unsupported',
    source.name,
    'the archive',
    'is neither of numpy nor of torch',
    'choose a file within it',
  );
}
