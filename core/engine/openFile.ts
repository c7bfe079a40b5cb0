import { EngineError } from './contract.ts';
import type { OpenFile } from './fileScope.ts';

/** The part of Node's file system that reading by range needs. */
export interface SyncFiles {
  openSync(path: string, flags: 'r'): number;
  closeSync(file: number): void;
  fstatSync(file: number): {
    isFile(): boolean;
    readonly size: number;
    readonly ino: number;
    readonly mtimeMs: number;
  };
  readSync(file: number, to: Uint8Array, at: number, length: number, position: number): number;
}

/** Opens the file at a path to be read by range. Throws an `EngineError` where there is none, or where it may not be read. */
export function openFile(fs: SyncFiles, path: string): OpenFile {
  const name = path.replace(/^.*[\\/]/, '');
  const file = open(fs, path, name);
  const stats = fs.fstatSync(file);
  if (!stats.isFile()) {
    fs.closeSync(file);
    throw new EngineError('badInput', `${name} is no file: choose a file with tensors.`);
  }
  return {
    name,
    size: stats.size,
    stamp: `${stats.ino} ${stats.mtimeMs}`,
    read(to, offset, length) {
      for (let done = 0; done < length; ) {
        const count = fs.readSync(file, to, done, length - done, offset + done);
        if (count === 0)
          throw new EngineError('badInput', `${name} became shorter while it was read: try again.`);
        done += count;
      }
    },
    close: () => fs.closeSync(file),
  };
}

function open(fs: SyncFiles, path: string, name: string): number {
  try {
    return fs.openSync(path, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new EngineError('notFound', `${name}: there is no such file.`);
    if (code === 'EACCES' || code === 'EPERM')
      throw new EngineError('denied', `${name} may not be read by this user.`);
    throw error;
  }
}
