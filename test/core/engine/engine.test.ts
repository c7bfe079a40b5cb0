import { describe, expect, test, vi } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { isHeavy } from '#core/engine/computations.ts';
import { EngineError, requestNames } from '#core/engine/contract.ts';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost, FileStore, SessionStore } from '#core/engine/host.ts';
import { links } from '#core/engine/links.ts';
import { workOf } from '#core/engine/work.ts';
import { fakeWorkers } from '#test/support/fakeWorkers.ts';
import { documentOf, largeDocument } from '#test/support/instance.ts';
import { until } from '#test/support/until.ts';

const hello = { host: 'web', version: '1.2.3', dialogs: 'window', menu: false, folder: '/data' } as const;
const file = { id: 'a.nullscope.json', name: 'a.nullscope.json' };

/** An engine whose shell a test plays. */
function engineWith(own: Partial<SessionStore> = {}, ownFiles: Partial<FileStore> = {}) {
  const workers = fakeWorkers();
  const sessions = {
    read: vi.fn<SessionStore['read']>(async () => null),
    write: vi.fn<SessionStore['write']>(async () => file),
    remember: vi.fn<SessionStore['remember']>(),
    list: vi.fn<SessionStore['list']>(async () => ({ recent: [], folder: [] })),
    ...own,
  };
  const files = {
    list: vi.fn<FileStore['list']>(async () => ({ folder: '', parent: null, entries: [], cut: false })),
    choose: vi.fn<FileStore['choose']>(async () => null),
    pathOf: vi.fn<FileStore['pathOf']>(async (id) => `/data/${id}`),
    beside: vi.fn<FileStore['beside']>(async (id) => [id]),
    ...ownFiles,
  };
  const host = {
    hello,
    sessions,
    startWorker: workers.start,
    files,
    setWindowState: vi.fn(),
    closeWindow: vi.fn(),
    openLink: vi.fn(() => false),
    log: vi.fn(),
  } satisfies EngineHost;
  return { ...workers, sessions, files, host, engine: createEngine(host) };
}

describe('the engine takes anything', () => {
  test.each(['nothing', '', '__proto__', 'constructor', 'toString'])('“%s” is no request', async (name) => {
    const { engine, host } = engineWith();
    await expect(engine.handle(name, {})).rejects.toMatchObject({ code: 'notFound' });
    expect(host.log).not.toHaveBeenCalled();
  });

  test.each(requestNames)('%s with nonsense is refused before the shell hears of it', async (name) => {
    const { engine, host, sessions, files } = engineWith();
    await expect(engine.handle(name, { nonsense: true })).rejects.toBeInstanceOf(EngineError);
    await expect(engine.handle(name, { nonsense: true })).rejects.toMatchObject({ code: 'badInput' });
    for (const call of [host.setWindowState, host.closeWindow, host.openLink, host.log])
      expect(call).not.toHaveBeenCalled();
    for (const call of [...Object.values(sessions), ...Object.values(files)])
      expect(call).not.toHaveBeenCalled();
  });

  test('a request that was cancelled before it came does nothing', async () => {
    const { engine, host } = engineWith();
    const signal = AbortSignal.abort();
    await expect(engine.handle('closeWindow', {}, { signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(host.closeWindow).not.toHaveBeenCalled();
  });

  test('a shell that breaks is a fault, which is logged and not told', async () => {
    const broken = new Error('EIO /home/ada');
    const { engine, host } = engineWith({ list: () => Promise.reject(broken) });
    await expect(engine.handle('listSessions', {})).rejects.toMatchObject({
      code: 'fault',
      message: expect.not.stringContaining('ada'),
    });
    expect(host.log).toHaveBeenCalledExactlyOnceWith(broken);
  });

  test('a shell that answers against the contract is a fault, too', async () => {
    const { engine, host } = engineWith({ list: async () => ({ recent: [], folder: [{ id: 7 }] }) as never });
    await expect(engine.handle('listSessions', {})).rejects.toMatchObject({ code: 'fault' });
    expect(host.log).toHaveBeenCalledOnce();
  });
});

describe('a request', () => {
  test('hello says who answers', async () => {
    expect(await engineWith().engine.handle('hello', {})).toEqual(hello);
  });

  test('a small document is analysed at once, without a thread', async () => {
    const { engine, started } = engineWith();
    const document = documentOf();
    expect(await engine.handle('analyze', { document })).toEqual({ analysis: analyze(document) });
    expect(started).toHaveLength(0);
  });

  test('a large document is analysed in a thread, which can be cancelled', async () => {
    const { engine, at } = engineWith();
    const document = largeDocument(300);
    const controller = new AbortController();
    const running = engine.handle('analyze', { document }, { signal: controller.signal });
    await until(() => expect(at(0).posted).toEqual([{ name: 'analyze', args: { document }, paths: {} }]));
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(at(0).ended()).toBe(true);
  });

  test('what a thread found is judged by the contract', async () => {
    const { engine, at, host } = engineWith();
    const running = engine.handle('analyze', { document: largeDocument(300) });
    await until(() => expect(at(0).posted).toHaveLength(1));
    at(0).say({ kind: 'result', result: { analysis: 'wonderful' } });
    await expect(running).rejects.toMatchObject({ code: 'fault' });
    expect(host.log).toHaveBeenCalledOnce();
  });

  test('a session that was opened is remembered; one that cannot be read is not', async () => {
    const document = documentOf();
    let text = JSON.stringify(document);
    const { engine, sessions } = engineWith({ read: async () => ({ file, text }) });
    expect(await engine.handle('openSession', { file: file.id })).toEqual({
      cancelled: false,
      file,
      document,
    });
    expect(sessions.remember).toHaveBeenCalledExactlyOnceWith(file);
    text = '{"format": "something else"}';
    await expect(engine.handle('openSession', { file: file.id })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining(file.name),
    });
    expect(sessions.remember).toHaveBeenCalledOnce();
  });

  test('one that is cancelled while its file is read starts no thread', async () => {
    const controller = new AbortController();
    const { engine, sessions, started } = engineWith({
      async read() {
        controller.abort();
        return { file, text: JSON.stringify(largeDocument(300)).padEnd(600_000) };
      },
    });
    const opening = engine.handle('openSession', { file: file.id }, { signal: controller.signal });
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
    expect(started).toHaveLength(0);
    expect(sessions.remember).not.toHaveBeenCalled();
  });

  test('a dialog that was closed is no error, and nothing is remembered', async () => {
    const { engine, sessions } = engineWith({ write: async () => null });
    const save = { document: documentOf(), file: null, name: 'a', overwrite: false };
    expect(await engine.handle('openSession', { file: null })).toEqual({ cancelled: true });
    expect(await engine.handle('saveSession', save)).toEqual({ cancelled: true });
    expect(sessions.remember).not.toHaveBeenCalled();
  });

  test('a session is written so that it can be opened again', async () => {
    const write = vi.fn<SessionStore['write']>(async () => file);
    const { engine, sessions } = engineWith({ write });
    const document = documentOf({ base: [[1 / 3, -2.5e-300, 4]] });
    await engine.handle('saveSession', { document, file: null, name: 'a', overwrite: true });
    const [text, target] = write.mock.calls[0] ?? [];
    expect(target).toEqual({ id: null, name: 'a', overwrite: true });
    expect(await engine.handle('parseSession', { name: 'a', text })).toEqual({ document });
    expect(sessions.remember).toHaveBeenCalledExactlyOnceWith(file);
  });

  test('a page is opened by the shell, or its address is left to the window', async () => {
    const { engine, host } = engineWith();
    expect(await engine.handle('openLink', { link: 'makelov' })).toEqual({ url: links.makelov });
    host.openLink.mockReturnValueOnce(true);
    expect(await engine.handle('openLink', { link: 'makelov' })).toEqual({ url: null });
  });
});

describe('what takes long', () => {
  test('is known by the size of the layer and the number of pairs', () => {
    expect(isHeavy('analyze', { document: documentOf() })).toBe(false);
    expect(isHeavy('analyze', { document: largeDocument(300) })).toBe(true);
    const vectors = Array.from({ length: 1000 }, () => [1, 0, 1]);
    expect(isHeavy('analyze', { document: documentOf({ base: vectors, source: vectors }) })).toBe(true);
    expect(workOf(largeDocument(40))).toBeGreaterThan(workOf(largeDocument(20)));
  });

  test('is known by the length of a text', () => {
    expect(isHeavy('analyze', { text: '1', expect: 'scalar' })).toBe(false);
    expect(isHeavy('analyze', { name: 'a', text: ' '.repeat(600_000) })).toBe(true);
  });
});

test('every page of the table is one of the web, over https', () => {
  for (const link of Object.values(links)) expect(new URL(link).protocol).toBe('https:');
});
