import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import type { ByteSource } from '#core/files/byteSource.ts';
import { InputError } from './inputError.ts';

/** A file on disk, open to be read by range. */
export interface FileSource extends ByteSource {
  close(): void;
}

/** Opens a file. Throws an `InputError` where there is none, or where it may not be read. */
export function openFile(path: string): FileSource {
  const file = open(path);
  const stats = fstatSync(file);
  if (!stats.isFile()) {
    closeSync(file);
    throw new InputError(`${path} is no file: name a file with tensors.`);
  }
  return {
    name: basename(path),
    size: stats.size,
    read(to, offset, length) {
      for (let done = 0; done < length; ) {
        const count = readSync(file, to, done, length - done, offset + done);
        if (count === 0) throw new InputError(`${path} became shorter while it was read: try again.`);
        done += count;
      }
    },
    close: () => closeSync(file),
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new InputError(`${path}: there is no such file.`);
    if (code === 'EACCES' || code === 'EPERM') throw new InputError(`${path} may not be read by this user.`);
    throw error;
  }
}
