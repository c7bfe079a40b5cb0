import { createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EngineError } from '#core/engine/contract.ts';
import type { HostFile } from '#core/engine/fileSchemas.ts';
import { bytesText } from '#core/format/bytes.ts';
import { plainName } from './plainName.ts';

/** The most bytes that may lie here at once, however large the disk. */
export const MOST_BYTES = 64 * 1024 ** 3;

/** The most bytes of one piece. */
export const LARGEST_PIECE = 16 * 1024 * 1024;

/** The most files that may lie here at once. */
const MOST_FILES = 5000;

/** What ids of files that were sent here begin with. */
const PREFIX = 'upload:';

/** Whether an id is that of a file that was sent here. */
export const isUploadId = (id: string): boolean => id.startsWith(PREFIX);

/** Files that a window sends to its host, piece by piece, into a folder that ends with the host. */
export interface Uploads {
  /** Takes the names and sizes of files that will be sent together, and gives each an id. Throws an `EngineError`. */
  announce(files: readonly { readonly name: string; readonly bytes: number }[]): Promise<HostFile[]>;
  /** Takes the piece from `offset` on, of `length` bytes. Resolves to how many bytes are there. Throws an `EngineError`. */
  take(id: string, offset: number, length: number, piece: Readable): Promise<number>;
  /** Forgets a file, whether it is there or on its way. */
  drop(id: string): Promise<void>;
  /** The path of a file that is there as a whole. Throws an `EngineError`. */
  pathOf(id: string): Promise<string>;
  /** The ids of the files that were sent together with one. */
  beside(id: string): Promise<string[]>;
  /** Removes all of them. */
  close(): Promise<void>;
}

interface Upload {
  readonly id: string;
  readonly path: string;
  readonly bytes: number;
  received: number;
  /** A piece is on its way. */
  busy: boolean;
}

interface Options {
  /** How many bytes the disk of a folder has left. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Uploads into a folder of their own below the system's temporary one, which nobody else may read. */
export function createUploads({ freeBytes = freeBytesOf }: Options = {}): Uploads {
  const uploads = new Map<string, Upload>();
  let folder: Promise<string> | null = null;
  let batches = 0;
  let closed = false;

  const home = (): Promise<string> => {
    // mkdtemp makes it for its owner alone (0700).
    folder ??= fs.mkdtemp(join(tmpdir(), 'nullscope-uploads-'));
    return folder;
  };
  const known = (id: string): Upload => {
    const upload = uploads.get(id);
    if (upload) return upload;
    throw new EngineError(
      'notFound',
      `${id}: this file was not sent to this host: drop it on the window again.`,
    );
  };
  const sum = (of: (upload: Upload) => number): number =>
    [...uploads.values()].reduce((total, upload) => total + of(upload), 0);

  return {
    async announce(files) {
      for (const { name } of files) {
        if (!plainName(name))
          throw new EngineError('badInput', `${JSON.stringify(name)} is no name of a file: rename it.`);
      }
      if (new Set(files.map(({ name }) => name)).size < files.length) {
        throw new EngineError(
          'badInput',
          'Two of the files have the same name: send them one after the other.',
        );
      }
      if (uploads.size + files.length > MOST_FILES) {
        throw new EngineError('badInput', `At most ${MOST_FILES} files can be sent: start Nullscope again.`);
      }
      const root = await home();
      const coming = files.reduce((total, { bytes }) => total + bytes, 0);
      const free = (await freeBytes(root)) - sum(({ bytes, received }) => bytes - received);
      const room = Math.max(0, Math.min(free, MOST_BYTES - sum(({ bytes }) => bytes)));
      if (coming > room) {
        const what = `${files.length === 1 ? `${files[0]?.name} has` : 'The files have'} ${bytesText(coming)}`;
        throw new EngineError(
          'badInput',
          `${what}, and the host has room for ${bytesText(room)}: copy them into its folder another way.`,
        );
      }
      if (closed) throw new EngineError('cancelled', 'The host ends.');
      const batch = batches++;
      const place = join(root, String(batch));
      await fs.mkdir(place, { mode: 0o700 });
      const made: HostFile[] = [];
      for (const { name, bytes } of files) {
        const path = join(place, name);
        await fs.writeFile(path, '', { flag: 'wx', mode: 0o600 });
        const id = `${PREFIX}${batch}/${name}`;
        uploads.set(id, { id, path, bytes, received: 0, busy: false });
        made.push({ id, name, bytes });
      }
      return made;
    },

    async take(id, offset, length, piece) {
      const upload = known(id);
      if (upload.busy) throw new EngineError('exists', `${id}: another piece is on its way.`);
      if (offset !== upload.received) {
        throw new EngineError('exists', `${id}: the next piece begins at ${upload.received}.`);
      }
      if (length < 1 || length > LARGEST_PIECE || offset + length > upload.bytes) {
        throw new EngineError('badInput', `${id}: a piece of ${length} bytes does not belong there.`);
      }
      upload.busy = true;
      try {
        const to = createWriteStream(upload.path, { flags: 'r+', start: offset });
        await pipeline(piece, to);
        if (to.bytesWritten !== length) throw new EngineError('badInput', `${id}: the piece was cut short.`);
        upload.received += length;
      } finally {
        upload.busy = false;
      }
      return upload.received;
    },

    async drop(id) {
      const { path } = known(id);
      uploads.delete(id);
      await fs.rm(path, { force: true });
    },

    async pathOf(id) {
      const { path, bytes, received } = known(id);
      if (received === bytes) return path;
      throw new EngineError('badInput', `${id}: this file is not here as a whole yet: wait until it is.`);
    },

    async beside(id) {
      const batch = id.slice(0, id.indexOf('/') + 1);
      return [...uploads.values()]
        .filter((upload) => upload.id.startsWith(batch) && upload.received === upload.bytes)
        .map((upload) => upload.id);
    },

    async close() {
      closed = true;
      uploads.clear();
      const root = await folder?.catch(() => null);
      if (root) await fs.rm(root, { recursive: true, force: true });
    },
  };
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await fs.statfs(folder);
  return bavail * bsize;
}
