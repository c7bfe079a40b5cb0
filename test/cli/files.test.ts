import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderFiles } from '#cli/serve/folderFiles.ts';
import { createUploads, LARGEST_PIECE, MOST_BYTES } from '#cli/serve/uploads.ts';
import { type HostFile, MOST_LISTED } from '#core/engine/fileSchemas.ts';
import { fixture, fixtureFile } from '#test/support/files.ts';
import { temporaryFolder } from '#test/support/folder.ts';
import { engineOf, webHost } from '#test/support/webHost.ts';

/** Uploads that end with the test. */
function uploadsOf(options: Parameters<typeof createUploads>[0] = {}) {
  const uploads = createUploads(options);
  onTestFinished(() => uploads.close());
  return uploads;
}

/** A folder with an array in a subfolder, beside a folder of which nothing may be seen. */
async function twoFolders() {
  const parent = await temporaryFolder();
  const folder = join(parent, 'mine');
  const outside = join(parent, 'mine too');
  await mkdir(join(folder, 'sub', '.git'), { recursive: true });
  await mkdir(outside);
  for (const path of [
    join(folder, 'sub', 'a.npy'),
    join(folder, '.hidden.npy'),
    join(folder, 'sub', '.git', 'c.npy'),
    join(outside, 'secret.npy'),
  ]) {
    await copyFile(fixtureFile('v_12.npy'), path);
  }
  return { folder, outside, files: folderFiles(folder, uploadsOf()) };
}

describe('the files of a folder', () => {
  test('are listed below it, folders first, without hidden ones, with a way up', async () => {
    const { folder, files } = await twoFolders();
    await writeFile(join(folder, 'layer10.npy'), 'x');
    await writeFile(join(folder, 'layer9.npy'), 'xyz');
    expect(await files.list(null)).toEqual({
      folder: '',
      parent: null,
      entries: [
        { id: 'sub', name: 'sub', kind: 'folder', bytes: 0 },
        { id: 'layer9.npy', name: 'layer9.npy', kind: 'file', bytes: 3 },
        { id: 'layer10.npy', name: 'layer10.npy', kind: 'file', bytes: 1 },
      ],
      cut: false,
    });
    expect(await files.list('sub')).toMatchObject({
      folder: 'sub',
      parent: '',
      entries: [{ id: 'sub/a.npy' }],
    });
  });

  test('have the path that their id says', async () => {
    const { folder, files } = await twoFolders();
    expect(await files.pathOf('sub/a.npy')).toBe(join(folder, 'sub', 'a.npy'));
    expect(await files.beside('sub/a.npy')).toEqual(['sub/a.npy']);
  });

  test.each([
    '../mine too/secret.npy',
    'sub/../../mine too/secret.npy',
    '/etc/passwd',
    '..',
    '../../etc/passwd',
    'a\0b.npy',
    '.hidden.npy',
    'sub/.git/c.npy',
    './.hidden.npy',
    '.',
  ])('are not read at %j', async (id) => {
    const { files } = await twoFolders();
    await expect(files.pathOf(id)).rejects.toMatchObject({ code: 'denied' });
  });

  test.each(['..', '../mine too', '/etc', 'sub/.git', 'sub/../..', 'a\0'])(
    'are not listed at %j',
    async (folder) => {
      const { files } = await twoFolders();
      await expect(files.list(folder)).rejects.toMatchObject({ code: 'denied' });
    },
  );

  test('are not reached through links that lead out of it, nor are those listed', async () => {
    const { folder, outside, files } = await twoFolders();
    await symlink(join(outside, 'secret.npy'), join(folder, 'file.npy'));
    await symlink(outside, join(folder, 'folder'));
    await symlink(join(folder, '.hidden.npy'), join(folder, 'seen.npy'));
    expect((await files.list(null)).entries.map(({ id }) => id)).toEqual(['sub', 'seen.npy']);
    for (const id of ['file.npy', 'folder/secret.npy', 'seen.npy']) {
      await expect(files.pathOf(id)).rejects.toMatchObject({ code: 'denied' });
    }
    await expect(files.list('folder')).rejects.toMatchObject({ code: 'denied' });
  });

  test('are told only as far as a window can show them, folders before all', async () => {
    const { folder, files } = await twoFolders();
    await Promise.all(Array.from({ length: MOST_LISTED }, (_, i) => writeFile(join(folder, `${i}.npy`), '')));
    const { entries, cut } = await files.list(null);
    expect([entries.length, entries[0]?.id, cut]).toEqual([MOST_LISTED, 'sub', true]);
  });

  test('that are not there, or are folders, are not found', async () => {
    const { files } = await twoFolders();
    for (const id of ['none.npy', 'none/a.npy', 'sub']) {
      await expect(files.pathOf(id)).rejects.toMatchObject({ code: 'notFound' });
    }
    for (const folder of ['none', 'sub/a.npy']) {
      await expect(files.list(folder)).rejects.toMatchObject({ code: 'notFound' });
    }
  });

  test('cannot pass for one that was sent', async () => {
    const { folder, files } = await twoFolders();
    await mkdir(join(folder, 'upload:0'));
    await copyFile(fixtureFile('v_12.npy'), join(folder, 'upload:0', 'a.npy'));
    await expect(files.pathOf('upload:0/a.npy')).rejects.toMatchObject({ code: 'notFound' });
    const entry = (await files.list(null)).entries.find(({ name }) => name === 'upload:0');
    expect(entry).toMatchObject({ id: './upload:0', kind: 'folder' });
    const [inner] = (await files.list('./upload:0')).entries;
    expect(await files.pathOf(inner?.id ?? '')).toBe(join(folder, 'upload:0', 'a.npy'));
  });
});

/** What a host says to a window that sends files. */
async function send(
  url: string,
  path: string,
  {
    method,
    body,
    headers = {},
  }: { method: string; body?: string | Uint8Array; headers?: Record<string, string> },
) {
  const { request } = await import('node:http');
  const { hostname, port, pathname, origin } = new URL(url);
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const asked = request(
      { hostname, port, path: pathname + path, method, headers: { origin, ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: text === '' ? null : JSON.parse(text) }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

const announce = (url: string, files: unknown, headers: Record<string, string> = {}) =>
  send(url, 'uploads', { method: 'POST', body: JSON.stringify({ files }), headers });

const put = (url: string, id: string, offset: unknown, piece: Uint8Array | string) =>
  send(url, `uploads/${encodeURIComponent(id)}?offset=${String(offset)}`, {
    method: 'PUT',
    body: piece,
    headers: { 'content-length': String(piece.length) },
  });

describe('a file that a window sends', () => {
  const bytes = fixture('W_12x5_centred_C.npy');

  test('in pieces can then be read as any other', async () => {
    const { url } = await webHost();
    const { status, body } = await announce(url, [{ name: 'W.npy', bytes: bytes.length }]);
    const [file] = (body as { files: HostFile[] }).files;
    expect(status).toBe(201);
    expect(file).toEqual({ id: 'upload:0/W.npy', name: 'W.npy', bytes: bytes.length });
    const id = file?.id ?? '';
    expect(await put(url, id, 0, bytes.subarray(0, 100))).toEqual({ status: 200, body: { received: 100 } });
    const engine = engineOf(url);
    await expect(engine.request('inspectFile', { file: id })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('not here as a whole'),
    });
    await put(url, id, 100, bytes.subarray(100));
    expect(await engine.request('inspectFile', { file: id })).toMatchObject({
      file: { name: 'W.npy', bytes: bytes.length },
      tensors: [{ shape: [12, 5] }],
    });
  });

  test('can be taken back', async () => {
    const { url } = await webHost();
    await announce(url, [{ name: 'W.npy', bytes: 10 }]);
    const gone = await send(url, `uploads/${encodeURIComponent('upload:0/W.npy')}`, { method: 'DELETE' });
    expect(gone.status).toBe(200);
    expect((await put(url, 'upload:0/W.npy', 0, '0123456789')).status).toBe(404);
  });

  test.each([
    '../evil.npy',
    'a/b.npy',
    'a\\b.npy',
    '..',
    '.',
    '',
    'nul\0.npy',
    'c:evil',
    'x'.repeat(256),
    'é'.repeat(128),
  ])('cannot be called %j', async (name) => {
    const { url } = await webHost();
    const { status, body } = await announce(url, [{ name, bytes: 1 }]);
    expect([status, (body as { code: string }).code]).toEqual([400, 'badInput']);
  });

  test.each([-1, 1.5, Number.MAX_VALUE, '12', null, 2 ** 60])('cannot have %j bytes', async (size) => {
    const { url } = await webHost();
    expect((await announce(url, [{ name: 'a', bytes: size }])).status).toBe(400);
  });

  test.each([1, 11, -1, 'x', '', '1e1', '0x0'])('cannot go on at %j', async (offset) => {
    const { url } = await webHost();
    await announce(url, [{ name: 'a', bytes: 10 }]);
    expect((await put(url, 'upload:0/a', offset, '01234')).status).toBeGreaterThanOrEqual(400);
    expect((await put(url, 'upload:0/a', 0, '01234')).status).toBe(200);
  });

  test('cannot be longer than was said', async () => {
    const { url } = await webHost();
    await announce(url, [{ name: 'a', bytes: 4 }]);
    expect((await put(url, 'upload:0/a', 0, '01234')).status).toBe(400);
  });

  test.each(['upload:9/a', 'upload:0/b', 'upload:0/../0/a', 'a', '', '%'])(
    'is not known as %j',
    async (id) => {
      const { url } = await webHost();
      await announce(url, [{ name: 'a', bytes: 4 }]);
      expect((await put(url, id, 0, '0123')).status).toBe(404);
    },
  );

  test.each([undefined, '', 'null', 'http://evil.example', 'https://127.0.0.1'])(
    'is refused where it comes from %j',
    async (origin) => {
      const { url } = await webHost();
      const { request } = await import('node:http');
      const { hostname, port, pathname } = new URL(url);
      const status = await new Promise((resolve, reject) => {
        const headers = origin === undefined ? {} : { origin };
        const asked = request(
          { hostname, port, path: `${pathname}uploads`, method: 'POST', headers },
          (response) => {
            response.resume();
            resolve(response.statusCode);
          },
        );
        asked.on('error', reject);
        asked.end('{"files":[{"name":"a","bytes":1}]}');
      });
      expect(status).toBe(403);
    },
  );

  test('is refused without the token, and by other methods', async () => {
    const { url } = await webHost();
    const wrong = url.replace(new URL(url).pathname, `/${'A'.repeat(32)}/`);
    expect((await announce(wrong, [{ name: 'a', bytes: 1 }])).status).toBe(403);
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect((await send(url, 'uploads', { method })).status).toBe(405);
    }
  });

  test('is refused where nobody could have announced it', async () => {
    const { url } = await webHost();
    for (const body of ['', '{', '[]', '{"files":[]}', '{"files":"a"}']) {
      expect((await send(url, 'uploads', { method: 'POST', body })).status).toBe(400);
    }
    // Longer than any announcement is: it is not waited for.
    const headers = { 'content-length': String(2 ** 21) };
    expect((await send(url, 'uploads', { method: 'POST', body: '{', headers })).status).toBe(400);
  });
});

describe('the place of files that are sent', () => {
  const piece = (text: string) => Readable.from([Buffer.from(text)]);

  test('is its owner’s alone, and ends with the host', async () => {
    const uploads = createUploads();
    const [file] = await uploads.announce([{ name: 'a', bytes: 3 }]);
    await uploads.take(file?.id ?? '', 0, 3, piece('abc'));
    const path = await uploads.pathOf(file?.id ?? '');
    const root = dirname(dirname(path));
    expect(dirname(root)).toBe(tmpdir());
    expect((await stat(root)).mode & 0o777).toBe(0o700);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe('abc');
    await uploads.close();
    expect(existsSync(root)).toBe(false);
  });

  test('takes no more than the disk has left, counting what was announced before', async () => {
    const uploads = uploadsOf({ freeBytes: async () => 1000 });
    await uploads.announce([{ name: 'a', bytes: 700 }]);
    await expect(uploads.announce([{ name: 'b', bytes: 400 }])).rejects.toMatchObject({
      code: 'badInput',
      message: 'b has 400 B, and the host has room for 300 B: copy them into its folder another way.',
    });
    expect(await uploads.announce([{ name: 'b', bytes: 300 }])).toHaveLength(1);
  });

  test('takes no more than its limit, however large the disk', async () => {
    const uploads = uploadsOf({ freeBytes: async () => Number.MAX_SAFE_INTEGER });
    await expect(uploads.announce([{ name: 'a', bytes: MOST_BYTES + 1 }])).rejects.toMatchObject({
      code: 'badInput',
    });
    expect(await uploads.announce([{ name: 'a', bytes: MOST_BYTES }])).toHaveLength(1);
  });

  test('takes no piece that is too large, and not two at once', async () => {
    const uploads = uploadsOf({ freeBytes: async () => MOST_BYTES });
    const [file] = await uploads.announce([{ name: 'a', bytes: 2 * LARGEST_PIECE }]);
    const id = file?.id ?? '';
    await expect(uploads.take(id, 0, LARGEST_PIECE + 1, piece(''))).rejects.toMatchObject({
      code: 'badInput',
    });
    const slow = new Readable({ read: () => undefined });
    const first = uploads.take(id, 0, 3, slow);
    await expect(uploads.take(id, 0, 3, piece('abc'))).rejects.toMatchObject({ code: 'exists' });
    slow.push('abc');
    slow.push(null);
    expect(await first).toBe(3);
  });

  test('keeps to what is there where a piece was cut short, which can be sent again', async () => {
    const uploads = uploadsOf();
    const [file] = await uploads.announce([{ name: 'a', bytes: 6 }]);
    const id = file?.id ?? '';
    await expect(uploads.take(id, 0, 6, piece('abc'))).rejects.toMatchObject({ code: 'badInput' });
    expect(await uploads.take(id, 0, 6, piece('abcdef'))).toBe(6);
  });

  test('gives files that were sent together as such, and no other', async () => {
    const uploads = uploadsOf();
    const both = await uploads.announce([
      { name: 'a', bytes: 0 },
      { name: 'b', bytes: 0 },
      { name: 'c', bytes: 1 },
    ]);
    await uploads.announce([{ name: 'd', bytes: 0 }]);
    expect(await uploads.beside(both[0]?.id ?? '')).toEqual(['upload:0/a', 'upload:0/b']);
    await expect(
      uploads.announce([
        { name: 'a', bytes: 0 },
        { name: 'a', bytes: 0 },
      ]),
    ).rejects.toMatchObject({
      code: 'badInput',
    });
  });

  test('holds nothing until something is sent', async () => {
    const before = new Set(await readdir(tmpdir()));
    await uploadsOf().close();
    const fresh = (await readdir(tmpdir())).filter((name) => !before.has(name));
    expect(fresh.filter((name) => name.startsWith('nullscope-uploads-'))).toEqual([]);
  });
});
