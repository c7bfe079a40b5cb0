import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { HostEvent } from '#core/engine/contract.ts';
import { startDesktop, startMain } from '#test/support/desktop.ts';
import { temporaryFolder } from '#test/support/folder.ts';

describe('the window', () => {
  test('is sandboxed, isolated and without Node, and loads our own page', async () => {
    const { window, app } = await startDesktop();
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      webviewTag: false,
      preload: expect.stringMatching(/preload\.cjs$/),
    });
    expect(app.enableSandbox).toHaveBeenCalled();
    expect(window.webContents.mainFrame.url).toBe('app://nullscope/');
  });

  test('is shown when its page can be', async () => {
    const { window } = await startDesktop();
    expect(window.options['show']).toBe(false);
    expect(window.shown).toBe(false);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
  });

  test('closes at once while nothing would be lost', async () => {
    const { window, app } = await startDesktop();
    window.close();
    expect(window.closed).toBe(true);
    expect(app.quit).toHaveBeenCalled();
  });

  test('asks the page before changes are lost, and closes when the page says so', async () => {
    const { window, engine } = await startDesktop();
    const heard: HostEvent[] = [];
    engine.subscribe((event) => heard.push(event));
    await engine.request('setWindowState', { title: 'T', edited: true });
    window.close();
    expect(window.closed).toBe(false);
    expect(heard).toEqual([{ kind: 'closeRequested' }]);
    await engine.request('closeWindow', {});
    expect(window.closed).toBe(true);
  });

  test('closes without asking a page that cannot answer', async () => {
    const { window, engine } = await startDesktop();
    await engine.request('setWindowState', { title: 'T', edited: true });
    window.emit('unresponsive');
    window.emit('responsive');
    window.close();
    expect(window.closed).toBe(false);
    window.emit('unresponsive');
    window.close();
    expect(window.closed).toBe(true);
  });

  test('closes after its page crashed, and the log says why', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { window, engine } = await startDesktop();
    await engine.request('setWindowState', { title: 'T', edited: true });
    window.webContents.emit('render-process-gone', {}, { reason: 'oom' });
    window.close();
    expect(window.closed).toBe(true);
    expect(String(log.mock.calls[0]?.[0])).toContain('oom');
  });
});

describe('the place of the window', () => {
  test('is remembered from one start to the next', async () => {
    const userData = await temporaryFolder();
    const { window } = await startDesktop({ userData });
    window.bounds = { x: 300, y: 200, width: 1111, height: 777 };
    window.maximized = true;
    window.close();
    const next = await startDesktop({ userData });
    expect(next.window.options).toMatchObject({ x: 300, y: 200, width: 1111, height: 777 });
    next.window.emit('ready-to-show');
    expect(next.window.maximized).toBe(true);
  });

  test('is forgotten where the screen is gone', async () => {
    const userData = await temporaryFolder();
    const place = { x: 3000, y: 100, width: 1000, height: 700 };
    await writeFile(join(userData, 'window.json'), JSON.stringify(place));
    const { window } = await startDesktop({ userData });
    expect(window.options).toMatchObject({ width: 1000, height: 700 });
    expect(window.options).not.toHaveProperty('x');
  });

  test.each(['', '{', '[]', '{"width":"wide"}', '{"width":1e9,"height":-1}'])(
    'is the default where what was remembered is %j',
    async (text) => {
      const userData = await temporaryFolder();
      await writeFile(join(userData, 'window.json'), text);
      const { window } = await startDesktop({ userData });
      expect(window.options).toMatchObject({ width: 1440, height: 900 });
    },
  );

  test('never exceeds the screen', async () => {
    const { window } = await startDesktop({ workAreas: [{ x: 0, y: 0, width: 1280, height: 720 }] });
    expect(window.options).toMatchObject({ width: 1280, height: 720 });
  });
});

describe('a second instance', () => {
  test('quits and opens no window', async () => {
    const { app, windows } = await startMain({ first: false });
    expect(app.quit).toHaveBeenCalled();
    expect(windows).toEqual([]);
  });

  test('makes the first one come forward', async () => {
    const { app, window } = await startDesktop();
    app.emit('second-instance', {}, ['nullscope'], '/');
    expect(window.focus).toHaveBeenCalled();
  });
});

describe('what is remembered', () => {
  test('is written before the app can quit', async () => {
    const { window, userData } = await startDesktop();
    window.close();
    expect(JSON.parse(await readFile(join(userData, 'window.json'), 'utf8'))).toMatchObject({ width: 1000 });
  });
});
