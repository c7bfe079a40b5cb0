import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder, createFactorCache } from '#core/engine/factorCache.ts';
import { temporaryFolder } from '#test/support/folder.ts';

const sha256 = () => createHash('sha256');
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

function cacheIn(folder: string, mostBytes?: number) {
  const faults: unknown[] = [];
  return { faults, cache: createFactorCache(folder, fs, sha256, (fault) => faults.push(fault), mostBytes) };
}

describe('decompositions that are kept from one start to the next', () => {
  it('are found again by the content of the matrix, in another process too', async () => {
    const folder = join(await temporaryFolder(), 'new', 'factors');
    const { cache } = cacheIn(folder);
    const key = cache.keyOf([bytes(1, 2), bytes(3)]);
    expect(key).toBe(cache.keyOf([bytes(1, 2, 3)]));
    expect(cache.read(key)).toBeNull();
    cache.write(key, [bytes(4, 5), bytes(6)]);
    expect(Array.from(cacheIn(folder).cache.read(key) ?? [])).toEqual([4, 5, 6]);
    expect(cache.read(cache.keyOf([bytes(1, 2, 4)]))).toBeNull();
    expect(fs.readdirSync(folder)).toEqual([key]);
  });

  it('are hashed and written from memory that threads share', async () => {
    const { cache, faults } = cacheIn(await temporaryFolder());
    const shared = new Uint8Array(new SharedArrayBuffer(4)).fill(7);
    const key = cache.keyOf([shared]);
    expect(key).toBe(cache.keyOf([bytes(7, 7, 7, 7)]));
    cache.write(key, [shared]);
    expect(faults).toEqual([]);
    expect(Array.from(cache.read(key) ?? [])).toEqual([7, 7, 7, 7]);
  });

  it.each(['damaged', 'cut short', 'empty'])('are not believed where the file is %s', async (how) => {
    const folder = await temporaryFolder();
    const { cache } = cacheIn(folder);
    cache.write('key', [bytes(1, 2, 3, 4)]);
    const file = join(folder, 'key');
    const whole = fs.readFileSync(file);
    if (how === 'damaged') whole[whole.length - 2] = 9;
    fs.writeFileSync(
      file,
      how === 'damaged' ? whole : whole.subarray(0, how === 'empty' ? 0 : whole.length - 1),
    );
    expect(cache.read('key')).toBeNull();
  });

  it('make room for others: what was not used for longest goes', async () => {
    const folder = await temporaryFolder();
    const { cache } = cacheIn(folder, 3 * 100);
    const age = (key: string, minutes: number): void => {
      const time = new Date(Date.now() - minutes * 60_000);
      fs.utimesSync(join(folder, key), time, time);
    };
    for (const key of ['a', 'b', 'c']) cache.write(key, [new Uint8Array(36)]);
    age('a', 30);
    age('b', 20);
    age('c', 10);
    cache.read('a');
    cache.write('d', [new Uint8Array(36)]);
    expect(fs.readdirSync(folder).sort()).toEqual(['a', 'c', 'd']);
    cache.write('huge', [new Uint8Array(300)]);
    expect(fs.readdirSync(folder).sort()).toEqual(['a', 'c', 'd']);
  });

  it('are done without where the folder cannot be written, which is noted', async () => {
    const folder = await temporaryFolder();
    fs.writeFileSync(join(folder, 'file'), '');
    const { cache, faults } = cacheIn(join(folder, 'file', 'factors'));
    cache.write('key', [bytes(1)]);
    expect(cache.read('key')).toBeNull();
    expect(faults).toHaveLength(1);
  });
});

describe('the folder for what can be computed again', () => {
  it.each([
    ['linux', {}, '/home/me/.cache/nullscope/factors'],
    ['linux', { XDG_CACHE_HOME: '/var/cache/me' }, '/var/cache/me/nullscope/factors'],
    ['darwin', {}, '/home/me/Library/Caches/nullscope/factors'],
    ['win32', { LOCALAPPDATA: 'C:/Local' }, 'C:/Local/nullscope/factors'],
  ])('on %s with %j', (platform, env, folder) => {
    expect(cacheFolder(platform, env, '/home/me')).toBe(folder);
  });
});
