// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { presets } from '#core/document/presets.ts';
import { fileKind } from '#core/files/fileKind.ts';
import { droppedFiles } from '#renderer/files/dropped.ts';
import { takeDrop } from '#renderer/files/give.ts';
import type { App } from '#renderer/state/context.ts';
import { createAppStore } from '#renderer/state/store.ts';
import { until } from '#test/support/until.ts';

afterEach(() => vi.unstubAllGlobals());

const other = presets[2]?.document;

/** A window of the web host, or of the desktop, and what its host is asked. */
function windowOf(desktop = false) {
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (_url: URL, { method, body }: RequestInit) => {
    if (method !== 'POST') return Response.json({ received: 0 });
    const { files } = JSON.parse(String(body)) as { files: { name: string; bytes: number }[] };
    sent.push(...files.map(({ name }) => name));
    return Response.json({ files: files.map((file) => ({ ...file, id: `upload:0/${file.name}` })) });
  });
  const giveFiles = vi.fn(async (files: readonly File[]) => ({
    result: files.map(({ name }) => ({ id: `chosen:AAAAAAAAAAAAAAAA/${name}`, name, bytes: 1 })),
  }));
  vi.stubGlobal('nullscope', desktop ? { giveFiles } : undefined);
  const store = createAppStore();
  const request = vi.fn(async () => ({ document: other }));
  return { app: { store, engine: { request } } as unknown as App, store, sent, giveFiles, request };
}

/** What a file manager drops. */
const drop = (...files: readonly File[]): DataTransfer =>
  ({ files, items: files.map(() => ({ webkitGetAsEntry: () => null })) }) as unknown as DataTransfer;

const file = (name: string, text = 'x') => new File([text], name);

describe('what is dropped on the window', () => {
  test.each([
    ['a.nullscope.json', '{}'],
    ['renamed.json', '{\n  "format": "nullscope",\n  "version": 3'],
  ])('as a session (%s) is opened', async (name, text) => {
    const { app, store, sent } = windowOf();
    await takeDrop(app, drop(file(name, text)));
    await until(() => expect(store.getState().document).toBe(other));
    expect(sent).toEqual([]);
    expect(store.getState().dialog).toBeNull();
  });

  test('as files with tensors is sent to the host, and listed in the dialog', async () => {
    const { app, store, sent } = windowOf();
    await takeDrop(
      app,
      drop(file('model-1.safetensors'), file('model.safetensors.index.json'), file('notes.md')),
    );
    expect(sent).toEqual(['model-1.safetensors', 'model.safetensors.index.json']);
    const { dialog, browsing } = store.getState();
    expect(dialog).toEqual({ kind: 'files' });
    expect(browsing.given.map(({ name }) => name)).toEqual(sent);
    expect(browsing.file?.id).toBe('upload:0/model.safetensors.index.json');
    expect(browsing.transfer).toBeNull();
  });

  test('on the desktop is given to the host without its content', async () => {
    const { app, store, sent, giveFiles } = windowOf(true);
    await takeDrop(app, drop(file('v.npy')));
    expect(sent).toEqual([]);
    expect(giveFiles).toHaveBeenCalledTimes(1);
    expect(store.getState().browsing.file?.name).toBe('v.npy');
  });

  test('as something else is refused in a sentence that names it, and is not sent', async () => {
    const { app, store, sent } = windowOf();
    await takeDrop(app, drop(file('film.mp4')));
    expect(sent).toEqual([]);
    expect(store.getState()).toMatchObject({
      dialog: null,
      notice: { kind: 'error', text: /^film\.mp4 is neither/ },
    });
  });

  test('while files are on their way waits for nobody: it is refused', async () => {
    const { app, store, sent } = windowOf();
    store.setState(({ browsing }) => ({
      browsing: { ...browsing, transfer: { name: 'a', fraction: 0, stop: () => undefined } },
    }));
    await takeDrop(app, drop(file('v.npy')));
    expect(sent).toEqual([]);
    expect(store.getState().notice?.text).toContain('on their way');
  });

  test('may be a folder: the files in it itself, but hidden ones', async () => {
    const entry = (name: string) => ({
      name,
      isFile: true,
      isDirectory: false,
      file: (take: (given: File) => void) => take(file(name)),
    });
    const inner = { name: 'inner', isFile: false, isDirectory: true };
    // A reader gives its entries in several lots.
    const lots = [[entry('config.json'), entry('.hidden')], [inner, entry('b.bin')], []];
    const folder = {
      name: 'pyvene',
      isFile: false,
      isDirectory: true,
      createReader: () => ({ readEntries: (take: (some: unknown) => void) => take(lots.shift()) }),
    };
    const transfer = { files: [file('pyvene')], items: [{ webkitGetAsEntry: () => folder }] };
    const found = await droppedFiles(transfer as unknown as DataTransfer);
    expect(found.map(({ name }) => name)).toEqual(['config.json', 'b.bin']);
  });
});

test('a name tells what a file probably is', () => {
  expect(
    ['a.nullscope.json', 'W.NPY', 'x.pkl.z', 'm.safetensors', 'a.png', 'Makefile'].map(fileKind),
  ).toEqual(['session', 'tensors', 'tensors', 'tensors', 'other', 'other']);
});
