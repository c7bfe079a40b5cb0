import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { serialiseDocument } from '#core/document/serialise.ts';
import { type Engine, type Progress, type RequestName, requestNames } from '#core/engine/contract.ts';
import { links } from '#core/engine/links.ts';
import { decodeColumn } from '#core/engine/numberColumn.ts';
import { defaultAnimation } from '#core/figure/animationSettings.ts';
import { defaultSettings } from '#core/figure/presets.ts';
import type { Host } from '#test/e2e/support/host.ts';
import { instanceOf } from '#test/support/arbitrary.ts';
import { fixtureFile } from '#test/support/files.ts';
import { documentOf, largeDocument } from '#test/support/instance.ts';
import { engineOf, openSocket, opens, webHost } from '#test/support/webHost.ts';

type Check = (engine: Engine, host: Host) => Promise<void>;

const NAME = 'My layer.nullscope.json';
const save = (engine: Engine, document = documentOf()) =>
  engine.request('saveSession', { document, file: null, name: 'My layer', overwrite: false });

/** One check per request of the contract: a request without one does not compile. */
const checks: { readonly [N in RequestName]: Check } = {
  async hello(engine, { folder }) {
    expect(await engine.request('hello', {})).toMatchObject({
      host: 'web',
      dialogs: 'window',
      menu: false,
      folder,
    });
  },
  async analyze(engine) {
    const document = documentOf();
    expect(await engine.request('analyze', { document })).toEqual({ analysis: analyze(document) });
  },
  async spectrum(engine) {
    const { spectrum } = await engine.request('spectrum', { document: documentOf() });
    expect(spectrum.values).toEqual([expect.closeTo(Math.sqrt(5), 14)]);
  },
  async takeSlice(engine) {
    const document = instanceOf({ d: 6, m: 2, k: 1, n: 2, rank: 2, seed: 1 });
    const change = { pair: 0, third: { kind: 'deltaNull' } } as const;
    const { document: slice } = await engine.request('takeSlice', { document, change });
    expect(slice.slice).toMatchObject({ pair: 0, n: 2, third: { kind: 'deltaNull' } });
    const again = await engine.request('takeSlice', { document: slice, change: { pair: 1 } });
    const [ours, theirs] = [analyze(again.document), analyze(document)];
    const total = theirs.pairs[1]?.effects.total.readout.value ?? Number.NaN;
    expect(ours.pairs[0]?.effects.total.readout.value).toBeCloseTo(total, 12);
  },
  async openLayer(engine, { folder }) {
    await copyFile(fixtureFile('W_12x5_centred_C.npy'), join(folder, 'W.npy'));
    await copyFile(fixtureFile('v_12.npy'), join(folder, 'v.npy'));
    const tensor = (file: string) => ({
      kind: 'file' as const,
      name: file,
      ref: { file, tensor: '', index: [], transposed: false, hash: null },
    });
    const layer = { W: tensor('W.npy'), V: tensor('v.npy'), base: null, source: null, labels: null };
    const { document } = await engine.request('openLayer', { layer, title: 'Mine' });
    const { direction, rank } = analyze(document);
    expect(rank).toMatchObject({ used: 4, exact: 5 });
    expect(direction.rowNorm.value).toBeCloseTo(0.23216488994292145, 12);
    expect(direction.nullNorm.value).toBeCloseTo(0.972676463769986, 12);
    const { spectrum } = await engine.request('spectrum', { document });
    expect(spectrum.values[0]).toBeCloseTo(4.29547, 5);
    const wrong = { ...layer, W: tensor('../W.npy') };
    await expect(engine.request('openLayer', { layer: wrong, title: 'a' })).rejects.toMatchObject({
      code: 'denied',
    });
  },
  async surveyPairs(engine) {
    const document = instanceOf({ d: 6, m: 2, k: 1, n: 5, rank: 2, seed: 1 });
    const { document: slice } = await engine.request('takeSlice', { document, change: {} });
    const { n, step, columns, labels } = await engine.request('surveyPairs', { document: slice, most: 3 });
    expect({ n, step, labels }).toEqual({ n: 5, step: 2, labels: null });
    const { pairs } = analyze(document);
    const found = decodeColumn(columns.alphaNull);
    expect(found).toHaveLength(3);
    for (const [i, x] of found.entries()) {
      expect(x).toBeCloseTo(pairs[2 * i]?.alphaNull[0]?.value ?? Number.NaN, 12);
    }
  },
  async exportFigure(engine) {
    const document = documentOf();
    const args = { document, before: null, settings: { ...defaultSettings, embedFonts: false } };
    const svg = await engine.request('exportFigure', { ...args, format: 'svg' });
    expect(svg).toMatchObject({ encoding: 'text', content: expect.stringContaining('</svg>') });
    const pdf = await engine.request('exportFigure', { ...args, format: 'pdf' });
    expect(atob(pdf.content)).toMatch(/^%PDF-1\.7/);
    const png = await engine.request('exportFigure', { ...args, format: 'png' });
    expect(atob(png.content)).toMatch(/^\x89PNG/);
  },
  async exportAnimation(engine) {
    const animation = { ...defaultAnimation, frames: 2, width: 100 };
    const args = { document: documentOf(), settings: defaultSettings, animation };
    expect(atob((await engine.request('exportAnimation', args)).content)).toMatch(/^GIF89a/);
  },
  async figureTexts(engine) {
    const { script, caption } = await engine.request('figureTexts', {
      document: documentOf(),
      settings: defaultSettings,
    });
    expect(script).toContain('import torch');
    expect(caption).toContain('Patching along v adds');
  },
  async parseFigure(engine) {
    const document = documentOf({ base: [[3, 1, 4]] });
    const { content } = await engine.request('exportFigure', {
      document,
      before: null,
      settings: { ...defaultSettings, embedFonts: false },
      format: 'svg',
    });
    const bytes = Buffer.from(content).toString('base64');
    expect(await engine.request('parseFigure', { name: 'a.svg', bytes })).toEqual({ document });
  },
  async listFiles(engine, { folder }) {
    await mkdir(join(folder, 'models'));
    await copyFile(fixtureFile('v_12.npy'), join(folder, 'v.npy'));
    const { entries } = await engine.request('listFiles', { folder: null });
    expect(entries.map(({ id, kind }) => [id, kind])).toEqual([
      ['models', 'folder'],
      ['v.npy', 'file'],
    ]);
  },
  async chooseFiles(engine) {
    await expect(engine.request('chooseFiles', { what: 'files' })).rejects.toMatchObject({
      code: 'badInput',
    });
  },
  async inspectFile(engine, { folder }) {
    await copyFile(fixtureFile('W_12x5_centred_C.npy'), join(folder, 'W.npy'));
    expect(await engine.request('inspectFile', { file: 'W.npy' })).toMatchObject({
      file: { id: 'W.npy', name: 'W.npy' },
      format: 'npy',
      tensors: [{ name: '', shape: [12, 5], order: 'rows', bigEndian: false }],
      refused: [],
    });
    await writeFile(join(folder, 'notes.npy'), 'not numbers');
    await expect(engine.request('inspectFile', { file: 'notes.npy' })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('notes.npy'),
    });
    await expect(engine.request('inspectFile', { file: '../secret.npy' })).rejects.toMatchObject({
      code: 'denied',
    });
  },
  async previewTensor(engine, { folder }) {
    await copyFile(fixtureFile('v_12.npy'), join(folder, 'v.npy'));
    const part = { file: 'v.npy', tensor: '', index: [], transposed: false };
    const { shape, rowNorms, corner, finite } = await engine.request('previewTensor', part);
    expect([shape, rowNorms, finite]).toEqual([[12], [expect.closeTo(1, 7)], true]);
    expect(corner[0]).toHaveLength(8);
  },
  async evaluate(engine) {
    expect(await engine.request('evaluate', { text: '[1, 2/4]', expect: 'vector' })).toEqual({
      value: [[1, 0.5]],
    });
  },
  async parseSession(engine) {
    const document = documentOf({ base: [[3, 1, 4]] });
    const text = JSON.stringify(document);
    expect(await engine.request('parseSession', { name: 'a', text })).toEqual({ document });
  },
  async openSession(engine, { folder }) {
    const document = documentOf({ base: [[2, 7, 1]] });
    await writeFile(join(folder, 'a.nullscope.json'), serialiseDocument(document));
    expect(await engine.request('openSession', { file: 'a.nullscope.json' })).toEqual({
      cancelled: false,
      file: { id: 'a.nullscope.json', name: 'a.nullscope.json' },
      document,
    });
    await expect(engine.request('openSession', { file: null })).rejects.toMatchObject({ code: 'badInput' });
  },
  async saveSession(engine, { folder }) {
    expect(await save(engine)).toEqual({ cancelled: false, file: { id: NAME, name: NAME } });
    await expect(save(engine)).rejects.toMatchObject({ code: 'exists' });
    const document = documentOf({ base: [[5, 5, 5]] });
    await engine.request('saveSession', { document, file: NAME, name: 'x', overwrite: false });
    expect(await readFile(join(folder, NAME), 'utf8')).toBe(serialiseDocument(document));
    expect(await readdir(folder)).toEqual([NAME]);
  },
  async listSessions(engine, { folder }) {
    await writeFile(join(folder, 'b.nullscope.json'), '');
    await writeFile(join(folder, 'notes.txt'), '');
    await save(engine);
    expect(await engine.request('listSessions', {})).toEqual({
      recent: [{ id: NAME, name: NAME }],
      folder: [
        { id: NAME, name: NAME },
        { id: 'b.nullscope.json', name: 'b.nullscope.json' },
      ],
    });
  },
  async setWindowState(engine) {
    expect(await engine.request('setWindowState', { title: 'T', edited: true })).toEqual({});
  },
  async closeWindow(engine) {
    expect(await engine.request('closeWindow', {})).toEqual({});
  },
  async openLink(engine) {
    expect(await engine.request('openLink', { link: 'makelov' })).toEqual({ url: links.makelov });
  },
};

describe('every request travels over the socket and back', () => {
  test.each(requestNames)('%s', async (name) => {
    const host = await webHost();
    await checks[name](engineOf(host.url), host);
  });
});

describe('several windows at once', () => {
  test('get their own answers while one of them computes', async () => {
    const { url } = await webHost();
    const [first, second] = [engineOf(url), engineOf(url)];
    const heard: Progress[] = [];
    let long: Promise<unknown> | undefined;
    await new Promise<void>((resolve) => {
      long = first.request(
        'analyze',
        { document: largeDocument(400) },
        {
          onProgress(progress) {
            heard.push(progress);
            resolve();
          },
        },
      );
    });
    expect(await second.request('hello', {})).toMatchObject({ host: 'web' });
    const document = largeDocument(120);
    expect(await second.request('analyze', { document })).toEqual({ analysis: analyze(document) });
    await expect(long).resolves.toMatchObject({ analysis: { shape: { d: 400 } } });
    expect(heard.every(({ fraction }) => fraction >= 0 && fraction <= 1)).toBe(true);
  });

  test('one that leaves takes its computation with it', async () => {
    const { url } = await webHost();
    for (let i = 0; i < 3; i++) {
      const socket = openSocket(url);
      await opens(socket);
      const args = { document: largeDocument(600) };
      socket.send(JSON.stringify({ kind: 'request', id: 0, name: 'analyze', args }));
      await new Promise((resolve) => socket.once('message', resolve));
      socket.terminate();
    }
    const document = largeDocument(120);
    expect(await engineOf(url).request('analyze', { document })).toEqual({ analysis: analyze(document) });
  });
});

describe('a window that lost its socket', () => {
  test('goes on with a new one at its next request', async () => {
    const { url } = await webHost();
    const sockets: ReturnType<typeof openSocket>[] = [];
    const { createSocketClient } = await import('#core/engine/socketClient.ts');
    const engine = createSocketClient(() => {
      const socket = openSocket(url);
      sockets.push(socket);
      return socket;
    });
    await engine.request('hello', {});
    const lost = engine.request('analyze', { document: largeDocument(500) });
    sockets[0]?.terminate();
    await expect(lost).rejects.toMatchObject({ code: 'fault', message: /Nothing on screen is lost/ });
    expect(await engine.request('hello', {})).toMatchObject({ host: 'web' });
    expect(sockets).toHaveLength(2);
  });
});
