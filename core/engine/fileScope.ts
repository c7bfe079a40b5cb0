import type { ByteSource } from '#core/files/byteSource.ts';
import type { Files } from '#core/files/openTensors.ts';

/** A file that is open, to be read by range. */
export interface OpenFile extends ByteSource {
  close(): void;
}

/** Files that are opened when they are first read, and closed together. */
export interface FileScope extends Files {
  close(): void;
}

/** The files that `open` opens. */
export function fileScope(open: (file: string) => OpenFile): FileScope {
  const opened = new Map<string, OpenFile>();
  return {
    open(file) {
      const known = opened.get(file);
      if (known) return known;
      const source = open(file);
      opened.set(file, source);
      return source;
    },
    close() {
      for (const source of opened.values()) source.close();
      opened.clear();
    },
  };
}
