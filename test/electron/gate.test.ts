import { describe, expect, test, vi } from 'vitest';
import { requestNames } from '#core/engine/contract.ts';
import { startDesktop } from '#test/support/desktop.ts';
import { WebContentsDouble } from '#test/support/electronDouble.ts';
import { documentOf, largeDocument } from '#test/support/instance.ts';

const denied = (why: string) => ({
  error: { code: 'denied', message: `A message was refused: ${why}.` },
});

describe('the gate of every message', () => {
  test.each(requestNames)('%s from a page of another origin is refused', async (name) => {
    const { window, deliver } = await startDesktop();
    const sender = window.webContents;
    for (const url of [
      'https://nullscope/',
      'app://elsewhere/',
      'app://nullscope.evil/',
      'app://user@nullscope/',
      'app://nullscope:80/',
      'file:///index.html',
      'about:blank',
      'not a url',
    ]) {
      sender.mainFrame = { url };
      const reply = await deliver(`nullscope:${name}`, { sender, senderFrame: sender.mainFrame }, 1, {});
      expect(reply).toEqual(denied('its origin is foreign'));
    }
  });

  test.each(requestNames)('%s from a frame within the page is refused', async (name) => {
    const { window, deliver } = await startDesktop();
    const sender = window.webContents;
    for (const senderFrame of [{ url: 'app://nullscope/' }, null]) {
      const reply = await deliver(`nullscope:${name}`, { sender, senderFrame }, 1, {});
      expect(reply).toEqual(denied('it does not come from the main frame'));
    }
  });

  test.each(requestNames)('%s from a window that we did not open is refused', async (name) => {
    const { deliver } = await startDesktop();
    const sender = new WebContentsDouble();
    sender.mainFrame = { url: 'app://nullscope/' };
    const reply = await deliver(`nullscope:${name}`, { sender, senderFrame: sender.mainFrame }, 1, {});
    expect(reply).toEqual(denied('it does not come from a window of Nullscope'));
  });

  test.each(requestNames)('%s with arguments that are not in the contract is refused', async (name) => {
    const { bridge, dialogs, module, window } = await startDesktop();
    for (const args of [null, 7, 'text', [], { surprise: true }]) {
      expect(await bridge.verbs[name](1, args)).toMatchObject({ error: { code: 'badInput' } });
    }
    expect(dialogs).toEqual([]);
    expect(module.shell.openExternal).not.toHaveBeenCalled();
    expect(window.closed).toBe(false);
  });

  test('a message without an id is refused', async () => {
    const { bridge } = await startDesktop();
    const reply = await bridge.verbs.hello('one' as unknown as number, {});
    expect(reply).toMatchObject({ error: { code: 'badInput' } });
  });

  test('a link that is not in the table is refused', async () => {
    const { bridge, module } = await startDesktop();
    const reply = await bridge.verbs.openLink(1, { link: 'https://evil.example' });
    expect(reply).toMatchObject({ error: { code: 'badInput' } });
    expect(module.shell.openExternal).not.toHaveBeenCalled();
  });

  test('a path that no dialog gave is neither read nor written', async () => {
    const { engine } = await startDesktop();
    await expect(engine.request('openSession', { file: '/etc/passwd' })).rejects.toMatchObject({
      code: 'denied',
    });
    const args = { document: documentOf(), file: '/tmp/x.nullscope.json', name: 'x', overwrite: true };
    await expect(engine.request('saveSession', args)).rejects.toMatchObject({ code: 'denied' });
  });

  test('a foreign page cannot cancel what the window runs', async () => {
    const { engine, ipcMain, window } = await startDesktop();
    const sender = window.webContents;
    const stranger = { sender, senderFrame: { url: 'app://nullscope/' } };
    const onProgress = vi.fn(() => void ipcMain.emit('nullscope-cancel', stranger, 0));
    await expect(
      engine.request('analyze', { document: largeDocument(150) }, { onProgress }),
    ).resolves.toBeDefined();
    expect(onProgress).toHaveBeenCalled();
  });

  test('a page that was loaded again may count its requests from the start again', async () => {
    const { bridge } = await startDesktop();
    const before = bridge.verbs.analyze(0, { document: largeDocument(400) });
    const after = bridge.verbs.hello(0, {});
    expect(await before).toMatchObject({ error: { code: 'cancelled' } });
    expect(await after).toMatchObject({ result: { host: 'desktop' } });
  });

  test('there are no channels beside the contract’s and that of dropped files', async () => {
    const { handlers, ipcMain } = await startDesktop();
    expect([...handlers.keys()].sort()).toEqual(
      ['nullscope-dropped', ...requestNames.map((name) => `nullscope:${name}`)].sort(),
    );
    expect(ipcMain.eventNames()).toEqual(['nullscope-cancel']);
  });
});
