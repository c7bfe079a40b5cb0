import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { parseDocument } from '#core/document/parse.ts';
import { type Engine, type Progress, type RequestName, requestNames } from '#core/engine/contract.ts';
import { links } from '#core/engine/links.ts';
import { defaultAnimation } from '#core/figure/animationSettings.ts';
import { defaultSettings } from '#core/figure/presets.ts';
import { instanceOf } from '#test/support/arbitrary.ts';
import { startDesktop } from '#test/support/desktop.ts';
import { fixtureFile } from '#test/support/files.ts';
import { documentOf, largeDocument } from '#test/support/instance.ts';

type Desktop = Awaited<ReturnType<typeof startDesktop>>;
type Check = (desktop: Desktop & { readonly engine: Engine }) => Promise<void>;

/** One check per request of the contract: a request without one does not compile. */
const checks: { readonly [N in RequestName]: Check } = {
  async hello({ engine }) {
    expect(await engine.request('hello', {})).toMatchObject({
      host: 'desktop',
      dialogs: 'native',
      menu: true,
      folder: null,
    });
  },
  async analyze({ engine }) {
    const document = documentOf();
    expect(await engine.request('analyze', { document })).toEqual({ analysis: analyze(document) });
  },
  async spectrum({ engine }) {
    const { spectrum } = await engine.request('spectrum', { document: documentOf() });
    expect(spectrum.values).toEqual([expect.closeTo(Math.sqrt(5), 14)]);
  },
  async takeSlice({ engine }) {
    const document = instanceOf({ d: 6, m: 2, k: 1, n: 2, rank: 2, seed: 1 });
    const { document: slice } = await engine.request('takeSlice', { document, change: { pair: 1 } });
    expect(slice.slice).toMatchObject({ pair: 1, n: 2 });
  },
  async openLayer({ engine }) {
    const ref = { file: '/etc/hostname', tensor: '', index: [], transposed: false, hash: null };
    const tensor = { kind: 'file', name: 'hostname', ref } as const;
    const layer = { W: tensor, V: tensor, base: null, source: null, labels: null };
    await expect(engine.request('openLayer', { layer, title: 'a' })).rejects.toMatchObject({
      code: 'denied',
    });
  },
  async surveyPairs({ engine }) {
    const document = instanceOf({ d: 6, m: 2, k: 1, n: 5, rank: 2, seed: 1 });
    const { document: slice } = await engine.request('takeSlice', { document, change: {} });
    expect(await engine.request('surveyPairs', { document: slice, most: 10 })).toMatchObject({
      n: 5,
      step: 1,
    });
  },
  async exportFigure({ engine }) {
    const document = documentOf();
    const args = { document, before: null, settings: { ...defaultSettings, embedFonts: false } };
    const svg = await engine.request('exportFigure', { ...args, format: 'svg' });
    expect(svg).toMatchObject({ encoding: 'text', content: expect.stringContaining('</svg>') });
    const pdf = await engine.request('exportFigure', { ...args, format: 'pdf' });
    expect(atob(pdf.content)).toMatch(/^%PDF-1\.7/);
    const png = await engine.request('exportFigure', { ...args, format: 'png' });
    expect(atob(png.content)).toMatch(/^\x89PNG/);
  },
  async exportAnimation({ engine }) {
    const animation = { ...defaultAnimation, frames: 2, width: 100 };
    const args = { document: documentOf(), settings: defaultSettings, animation };
    expect(atob((await engine.request('exportAnimation', args)).content)).toMatch(/^GIF89a/);
  },
  async figureTexts({ engine }) {
    const { script, caption } = await engine.request('figureTexts', {
      document: documentOf(),
      settings: defaultSettings,
    });
    expect(script).toContain('import torch');
    expect(caption).toContain('Patching along v adds');
  },
  async parseFigure({ engine }) {
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
  async listFiles({ engine }) {
    await expect(engine.request('listFiles', { folder: null })).rejects.toMatchObject({ code: 'denied' });
  },
  async chooseFiles({ engine, dialogAnswers, dialogs }) {
    dialogAnswers.push({ filePaths: [fixtureFile('v_12.npy')] }, { canceled: true });
    expect(await engine.request('chooseFiles', { what: 'files' })).toMatchObject({
      cancelled: false,
      files: [{ name: 'v_12.npy', id: expect.stringMatching(/^chosen:[\w-]{16}\/v_12\.npy$/) }],
    });
    expect(await engine.request('chooseFiles', { what: 'folder' })).toEqual({ cancelled: true });
    expect(dialogs.map(({ options }) => options['properties'])).toEqual([
      ['openFile', 'multiSelections'],
      ['openDirectory'],
    ]);
  },
  async inspectFile({ engine, dialogAnswers }) {
    dialogAnswers.push({ filePaths: [fixtureFile('W_12x5_centred_F.npy')] });
    const chosen = await engine.request('chooseFiles', { what: 'files' });
    const file = chosen.cancelled ? '' : (chosen.files[0]?.id ?? '');
    expect(await engine.request('inspectFile', { file })).toMatchObject({
      file: { id: file, name: 'W_12x5_centred_F.npy' },
      tensors: [{ name: '', shape: [12, 5], order: 'columns' }],
    });
  },
  async previewTensor({ engine, dialogAnswers }) {
    dialogAnswers.push({ filePaths: [fixtureFile('v_12.npy')] });
    const chosen = await engine.request('chooseFiles', { what: 'files' });
    const file = chosen.cancelled ? '' : (chosen.files[0]?.id ?? '');
    const { rowNorms } = await engine.request('previewTensor', {
      file,
      tensor: '',
      index: [],
      transposed: false,
    });
    expect(rowNorms).toEqual([expect.closeTo(1, 7)]);
  },
  async evaluate({ engine }) {
    const { value } = await engine.request('evaluate', { text: '1/sqrt(2)', expect: 'scalar' });
    expect(value).toEqual([[1 / Math.SQRT2]]);
  },
  async parseSession({ engine }) {
    const document = documentOf({ base: [[3, 1, 4]] });
    const text = JSON.stringify(document);
    expect(await engine.request('parseSession', { name: 'a', text })).toEqual({ document });
  },
  async openSession({ engine, dialogAnswers, userData }) {
    const document = documentOf();
    const path = join(userData, 'mine.nullscope.json');
    dialogAnswers.push({ filePath: path }, { filePaths: [path] }, { canceled: true });
    await engine.request('saveSession', { document, file: null, name: 'mine', overwrite: false });
    expect(await engine.request('openSession', { file: null })).toEqual({
      cancelled: false,
      file: { id: path, name: 'mine.nullscope.json' },
      document,
    });
    expect(await engine.request('openSession', { file: null })).toEqual({ cancelled: true });
  },
  async saveSession({ engine, dialogAnswers, dialogs, userData }) {
    const document = documentOf();
    const path = join(userData, 'new.nullscope.json');
    dialogAnswers.push({ filePath: path }, { canceled: true });
    const args = { document, file: null, name: 'My: layer', overwrite: false } as const;
    expect(await engine.request('saveSession', args)).toEqual({
      cancelled: false,
      file: { id: path, name: 'new.nullscope.json' },
    });
    expect(dialogs[0]?.options['defaultPath']).toBe('My- layer.nullscope.json');
    expect(parseDocument(await readFile(path, 'utf8'), 'new')).toEqual(document);
    expect(await engine.request('saveSession', args)).toEqual({ cancelled: true });
  },
  async listSessions({ engine, dialogAnswers, userData }) {
    expect(await engine.request('listSessions', {})).toEqual({ recent: [], folder: [] });
    const path = join(userData, 'a.nullscope.json');
    dialogAnswers.push({ filePath: path });
    const document = documentOf();
    await engine.request('saveSession', { document, file: null, name: 'a', overwrite: false });
    expect(await engine.request('listSessions', {})).toEqual({
      recent: [{ id: path, name: 'a.nullscope.json' }],
      folder: [],
    });
  },
  async setWindowState({ engine, window }) {
    await engine.request('setWindowState', { title: 'My layer', edited: true });
    expect(window.title).toBe('• My layer – Nullscope');
    expect(window.documentEdited).toBe(true);
    await engine.request('setWindowState', { title: 'My layer', edited: false });
    expect(window.title).toBe('My layer – Nullscope');
  },
  async closeWindow({ engine, window }) {
    await engine.request('setWindowState', { title: 'My layer', edited: true });
    await engine.request('closeWindow', {});
    expect(window.closed).toBe(true);
  },
  async openLink({ engine, module }) {
    expect(await engine.request('openLink', { link: 'wu' })).toEqual({ url: null });
    expect(module.shell.openExternal.mock.calls).toEqual([[links.wu]]);
  },
};

describe('every request travels preload → IPC → gate → engine and back', () => {
  test.each(requestNames)('%s', async (name) => {
    await checks[name](await startDesktop());
  });

  test('the preload offers these verbs, a way to give files and three ears, and nothing else', async () => {
    const { world, bridge } = await startDesktop();
    expect([...world.keys()]).toEqual(['nullscope']);
    expect(Object.keys(bridge).sort()).toEqual(['cancel', 'giveFiles', 'onEvent', 'onProgress', 'verbs']);
    expect(Object.keys(bridge.verbs).sort()).toEqual([...requestNames].sort());
  });
});

describe('a long analysis', () => {
  test('runs in a worker thread, tells its progress, and equals core’s', async () => {
    const { engine } = await startDesktop();
    const document = largeDocument(150);
    const heard: Progress[] = [];
    const result = await engine.request(
      'analyze',
      { document },
      { onProgress: (progress) => heard.push(progress) },
    );
    expect(result).toEqual({ analysis: analyze(document) });
    expect(heard.length).toBeGreaterThan(2);
  });

  test('is cancelled, and the next one still runs', async () => {
    const { engine } = await startDesktop();
    const controller = new AbortController();
    const long = engine.request(
      'analyze',
      { document: largeDocument(700) },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(long).rejects.toMatchObject({ code: 'cancelled' });
    const document = largeDocument(120);
    await expect(engine.request('analyze', { document })).resolves.toMatchObject({
      analysis: { shape: { d: 120 } },
    });
  });
});

describe('what the user can mend', () => {
  test('keeps its sentence on the way', async () => {
    const { engine } = await startDesktop();
    await expect(engine.request('evaluate', { text: '1/', expect: 'scalar' })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('This cannot be read'),
    });
    await expect(engine.request('parseSession', { name: 'x.json', text: '{' })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('x.json'),
    });
  });
});
