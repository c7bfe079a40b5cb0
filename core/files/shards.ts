import { ParseError, quoted } from './parseError.ts';
import type { TensorEntry, TensorFile } from './tensorFile.ts';

/** The map of an index (`model.safetensors.index.json`, `pytorch_model.bin.index.json`) from tensors to files; null for other data. */
export function weightMapOf(data: unknown): ReadonlyMap<string, string> | null {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, 'weight_map')) return null;
  const map: unknown = (data as { weight_map: unknown }).weight_map;
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return null;
  return new Map(Object.entries(map).map(([tensor, file]) => [tensor, String(file)]));
}

/**
 * The tensors of a checkpoint in several files, by its index; each file's header is read once. Throws a `ParseError`
 * where the index names another folder, a file that is not there, or a tensor that its file does not hold.
 *
 * @param open the tensors of the file of this name, beside the index.
 */
export function readShards(
  index: ReadonlyMap<string, string>,
  file: string,
  open: (name: string) => TensorFile,
): TensorFile {
  const shards = new Map<string, Map<string, TensorEntry>>();
  const refused: { name: string; why: string }[] = [];
  for (const shard of new Set(index.values())) {
    if (!/^[^\\/]+$/.test(shard) || shard.startsWith('.')) {
      throw new ParseError(
        'malformed',
        file,
        'the index',
        `names ${quoted(shard)}, which lies elsewhere`,
        'download the checkpoint again',
      );
    }
    const found = openShard(shard, file, open);
    shards.set(shard, new Map(found.tensors.map((tensor) => [tensor.name, tensor])));
    refused.push(...found.refused);
  }
  const tensors: TensorEntry[] = [];
  for (const [name, shard] of index) {
    const tensor = shards.get(shard)?.get(name);
    if (tensor) tensors.push(tensor);
    else if (!refused.some((other) => other.name === name)) {
      throw new ParseError(
        'inconsistent',
        file,
        `tensor ${quoted(name)}`,
        `is not in ${shard}`,
        'download the checkpoint again',
      );
    }
  }
  return { format: 'safetensors', tensors, refused, metadata: new Map([['files', String(shards.size)]]) };
}

function openShard(shard: string, file: string, open: (name: string) => TensorFile): TensorFile {
  try {
    return open(shard);
  } catch (error) {
    if (error instanceof ParseError) throw error;
    throw new ParseError(
      'inconsistent',
      file,
      `the file ${quoted(shard)}`,
      'that the index names is not to be had',
      'put all files of the checkpoint into one folder',
    );
  }
}
