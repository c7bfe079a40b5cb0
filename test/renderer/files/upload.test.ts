// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { upload } from '#renderer/files/upload.ts';

afterEach(() => vi.unstubAllGlobals());

const MIB = 1024 * 1024;

/** A host that notes what it is asked, and answers as it should unless the test says otherwise. */
function host(own: (method: string, path: string) => Response | null = () => null) {
  const asked: { method: string; path: string; bytes: number }[] = [];
  vi.stubGlobal('fetch', async (url: URL, { method = 'GET', body, signal }: RequestInit) => {
    if (signal?.aborted) throw new DOMException('Aborted', 'AbortError');
    const path = url.href.replace(/^.*\/(?=uploads)/, '');
    asked.push({ method, path, bytes: body instanceof Blob ? body.size : 0 });
    const answer = own(method, path);
    if (answer) return answer;
    if (method !== 'POST') return Response.json({ received: 0 });
    const { files } = JSON.parse(String(body)) as { files: { name: string; bytes: number }[] };
    return Response.json(
      { files: files.map((file) => ({ ...file, id: `upload:0/${file.name}` })) },
      { status: 201 },
    );
  });
  return asked;
}

const fileOf = (name: string, size: number): File => {
  const file = new File([], name);
  Object.defineProperty(file, 'size', { value: size });
  file.slice = (from = 0, to = size) => {
    const piece = new Blob([]);
    Object.defineProperty(piece, 'size', { value: Math.min(to, size) - from });
    return piece;
  };
  return file;
};

const still = () => ({ signal: new AbortController().signal, onProgress: () => undefined });

describe('files on their way to the host', () => {
  test('are announced, then sent in pieces of 8 MiB, in order, with their progress', async () => {
    const asked = host();
    const heard: [string, number][] = [];
    const files = [fileOf('a b.npy', 20 * MIB), fileOf('c#0.bin', 4 * MIB), fileOf('empty', 0)];
    const made = await upload(files, {
      ...still(),
      onProgress: (name, fraction) => heard.push([name, fraction]),
    });
    expect(made.map(({ id }) => id)).toEqual(['upload:0/a b.npy', 'upload:0/c#0.bin', 'upload:0/empty']);
    expect(asked.map(({ method, path, bytes }) => [method, path, bytes / MIB])).toEqual([
      ['POST', 'uploads', 0],
      ['PUT', 'uploads/upload%3A0%2Fa%20b.npy?offset=0', 8],
      ['PUT', `uploads/upload%3A0%2Fa%20b.npy?offset=${8 * MIB}`, 8],
      ['PUT', `uploads/upload%3A0%2Fa%20b.npy?offset=${16 * MIB}`, 4],
      ['PUT', 'uploads/upload%3A0%2Fc%230.bin?offset=0', 4],
    ]);
    const fractions = heard.map(([, fraction]) => fraction);
    expect(fractions).toEqual([...fractions].sort((x, y) => x - y));
    expect(heard.at(-1)).toEqual(['empty', 1]);
  });

  test('that are stopped are taken back', async () => {
    const asked = host();
    const controller = new AbortController();
    const sending = upload([fileOf('a', 20 * MIB)], {
      signal: controller.signal,
      onProgress: (_, fraction) => {
        if (fraction > 0) controller.abort();
      },
    });
    await expect(sending).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'PUT', 'DELETE']);
  });

  test('that the host refuses keep its sentence', async () => {
    const error = { code: 'badInput', message: 'a has 9 TB, and the host has room for 1 GB.' };
    host((method) => (method === 'POST' ? Response.json(error, { status: 400 }) : null));
    await expect(upload([fileOf('a', 1)], still())).rejects.toMatchObject(error);
  });

  test('that a lost host does not take are told so', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(upload([fileOf('a', 1)], still())).rejects.toMatchObject({
      code: 'fault',
      message: /does not answer/,
    });
    host((method) => (method === 'POST' ? new Response(null, { status: 403 }) : null));
    await expect(upload([fileOf('a', 1)], still())).rejects.toMatchObject({ code: 'fault', message: /403/ });
  });
});
