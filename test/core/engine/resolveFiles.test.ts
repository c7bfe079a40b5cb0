import { expect, test, vi } from 'vitest';
import type { FileStore } from '#core/engine/host.ts';
import { resolveFiles } from '#core/engine/resolveFiles.ts';
import { besideOf, nameOf } from '#core/files/fileId.ts';

const store = (beside: readonly string[] = []) => ({
  pathOf: vi.fn<FileStore['pathOf']>(async (id) => `/data/${id}`),
  beside: vi.fn<FileStore['beside']>(async () => beside),
});

test('files are resolved once each', async () => {
  const files = store();
  expect(await resolveFiles(['a', 'b', 'a'], files)).toEqual({ a: '/data/a', b: '/data/b' });
  expect(files.pathOf).toHaveBeenCalledTimes(2);
  expect(files.beside).not.toHaveBeenCalled();
});

test('an index brings the shards beside it, and nothing else', async () => {
  const id = 'm/model.safetensors.index.json';
  const files = store([id, 'm/model-1.safetensors', 'm/model-2.bin', 'm/id_rsa', 'm/notes.txt']);
  expect(Object.keys(await resolveFiles([id], files))).toEqual([
    id,
    'm/model-1.safetensors',
    'm/model-2.bin',
  ]);
  expect(besideOf(id, 'model-1.safetensors')).toBe('m/model-1.safetensors');
  expect(nameOf(id)).toBe('model.safetensors.index.json');
});

test('one that may not be read stops it', async () => {
  const files = { ...store(), pathOf: () => Promise.reject(new Error('no')) };
  await expect(resolveFiles(['a'], files)).rejects.toThrow('no');
});

test('an id is never taken for something that every object has', async () => {
  const paths = await resolveFiles(['__proto__', 'constructor'], store());
  expect(Object.entries(paths)).toEqual([
    ['__proto__', '/data/__proto__'],
    ['constructor', '/data/constructor'],
  ]);
});
