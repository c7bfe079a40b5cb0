import { isIndex, isShard } from '#core/files/fileId.ts';
import type { FileStore } from './host.ts';

/**
 * The paths of files by their ids, for a worker, which opens no others; of an index of shards also those of the shards
 * beside it. Paths do not leave the host. Throws an `EngineError` where the window may not read one of the files.
 */
export async function resolveFiles(
  ids: Iterable<string>,
  files: Pick<FileStore, 'pathOf' | 'beside'>,
): Promise<Record<string, string>> {
  const paths = new Map<string, string>();
  for (const id of new Set(ids)) {
    paths.set(id, await files.pathOf(id));
    if (!isIndex(id)) continue;
    for (const other of await files.beside(id)) {
      if (isShard(other)) paths.set(other, await files.pathOf(other));
    }
  }
  return Object.fromEntries(paths);
}
