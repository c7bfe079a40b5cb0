import { type ByteSource, bytesAt } from './byteSource.ts';
import { NPY_MAGIC, readNpy } from './npy.ts';
import { ParseError } from './parseError.ts';
import { readSafetensors } from './safetensors.ts';
import type { TensorFile } from './tensorFile.ts';

/** The first words of what Git puts in place of a large file. */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** The tensors of a file, of whichever format its content is; its name does not matter. Throws a `ParseError`. */
export function readTensors(source: ByteSource): TensorFile {
  if (source.size === 0) {
    throw new ParseError('truncated', source.name, 'the file', 'is empty', 'choose another file');
  }
  const head = bytesAt(source, 0, Math.min(source.size, LFS_POINTER.length), 'the file');
  if (new TextDecoder('latin1').decode(head) === LFS_POINTER) {
    throw new ParseError(
      'unsupported',
      source.name,
      'the file',
      'is a Git LFS pointer, not the tensors',
      'run “git lfs pull” in its repository',
    );
  }
  if (NPY_MAGIC.every((byte, i) => head[i] === byte)) return readNpy(source);
  // A length that fits, and then an object: nothing else that is read begins so.
  if (head[8] === 0x7b) return readSafetensors(source);
  throw new ParseError(
    'unsupported',
    source.name,
    'the file',
    'is neither .npy nor .safetensors',
    'save the tensors in one of these',
  );
}
