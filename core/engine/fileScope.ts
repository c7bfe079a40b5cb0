import type { ByteSource } from '#core/files/byteSource.ts';
import type { Files } from '#core/files/openTensors.ts';
import { EngineError } from './contract.ts';

/** A file that is open, to be read by range. */
export interface OpenFile extends ByteSource {
  close(): void;
}

/** Files that are opened when they are first read, and closed together. */
export interface FileScope extends Files {
  close(): void;
}

/** The files with these paths, by their ids. An id without one gives an `EngineError`. */
export function fileScope(
  paths: Readonly<Record<string, string>>,
  open: (path: string) => OpenFile,
): FileScope {
  const opened = new Map<string, OpenFile>();
  return {
    open(file) {
      const known = opened.get(file);
      if (known) return known;
      const path = Object.hasOwn(paths, file) ? paths[file] : undefined;
      if (path === undefined) throw new EngineError('denied', `${file}: this file was not chosen.`);
      const source = open(path);
      opened.set(file, source);
      return source;
    },
    close() {
      for (const source of opened.values()) source.close();
      opened.clear();
    },
  };
}
