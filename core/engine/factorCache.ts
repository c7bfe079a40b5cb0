import type { FactorStore } from '#core/projector/gram/held.ts';

/** What the cache needs of a file system, as `node:fs` has it. */
export interface CacheFiles {
  mkdirSync(path: string, options: { readonly recursive: true }): unknown;
  readdirSync(path: string): string[];
  statSync(path: string): { readonly size: number; readonly mtimeMs: number };
  readFileSync(path: string): Uint8Array;
  openSync(path: string, flags: 'wx'): number;
  writeSync(file: number, piece: Uint8Array): number;
  closeSync(file: number): void;
  renameSync(from: string, to: string): void;
  rmSync(path: string, options: { readonly force: true }): void;
  utimesSync(path: string, accessed: Date, modified: Date): void;
}

/** A hash in the making, as `node:crypto` has it. */
export interface Hash {
  update(piece: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}

/** Bytes of all files together. A decomposition of 768 columns takes 2.4 MB, one of 4096 columns 67 MB. */
const MOST_BYTES = 2 * 1024 ** 3;

/** Hexadecimal digits of a SHA-256: each file begins with that of what follows. */
const DIGITS = 64;

/**
 * Decompositions in a folder of their own, by the SHA-256 of the matrix; those that were not used for longest go
 * where there is too much. A file that was damaged or cut short is not believed; one that cannot be read or
 * written is done without, which `log` hears of.
 */
export function createFactorCache(
  folder: string,
  files: CacheFiles,
  hash: () => Hash,
  log: (fault: unknown) => void,
  mostBytes = MOST_BYTES,
): FactorStore {
  const pathOf = (name: string): string => `${folder}/${name}`;

  function keyOf(pieces: Iterable<Uint8Array>): string {
    const sum = hash();
    for (const piece of pieces) sum.update(piece);
    return sum.digest('hex');
  }

  /** Drops the files that were not used for longest until the rest is small enough. */
  function makeRoom(): void {
    const found = files.readdirSync(folder).map((name) => ({ name, ...sizeAndTime(pathOf(name)) }));
    let total = found.reduce((sum, { size }) => sum + size, 0);
    for (const { name, size } of found.sort((a, b) => a.time - b.time)) {
      if (total <= mostBytes) return;
      files.rmSync(pathOf(name), { force: true });
      total -= size;
    }
  }

  function sizeAndTime(path: string): { readonly size: number; readonly time: number } {
    const { size, mtimeMs } = files.statSync(path);
    return { size, time: mtimeMs };
  }

  function discard(path: string): void {
    try {
      files.rmSync(path, { force: true });
    } catch {
      // It was never there, or is not ours to remove.
    }
  }

  return {
    keyOf,
    read(key) {
      let bytes: Uint8Array;
      try {
        bytes = files.readFileSync(pathOf(key));
        const now = new Date();
        files.utimesSync(pathOf(key), now, now);
      } catch {
        return null;
      }
      const content = bytes.subarray(DIGITS);
      const digest = String.fromCharCode(...bytes.subarray(0, DIGITS));
      return keyOf([content]) === digest ? content : null;
    },
    write(key, pieces) {
      const size = pieces.reduce((sum, piece) => sum + piece.length, DIGITS);
      if (size > mostBytes) return;
      // Written beside its place and moved there whole, since another process may read it.
      const draft = pathOf(`${key}.${Math.random().toString(36).slice(2)}`);
      try {
        files.mkdirSync(folder, { recursive: true });
        const file = files.openSync(draft, 'wx');
        try {
          const digest = Uint8Array.from(keyOf(pieces), (digit) => digit.charCodeAt(0));
          for (const piece of [digest, ...pieces]) writeWhole(files, file, piece);
        } finally {
          files.closeSync(file);
        }
        files.renameSync(draft, pathOf(key));
        makeRoom();
      } catch (fault) {
        log(fault);
        discard(draft);
      }
    },
  };
}

function writeWhole(files: CacheFiles, file: number, piece: Uint8Array): void {
  for (let done = 0; done < piece.length; ) done += files.writeSync(file, piece.subarray(done));
}

/** The folder for what can be computed again, by the custom of each system. */
export function cacheFolder(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const own = (base: string): string => `${base}/nullscope/factors`;
  if (platform === 'win32') return own(env['LOCALAPPDATA'] ?? `${home}/AppData/Local`);
  if (platform === 'darwin') return own(`${home}/Library/Caches`);
  return own(env['XDG_CACHE_HOME'] ?? `${home}/.cache`);
}
