import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serialiseDocument } from '#core/document/serialise.ts';
import type { HostEvent } from '#core/engine/contract.ts';
import { startDesktop } from '#test/support/desktop.ts';
import { preventable } from '#test/support/electronDouble.ts';
import { temporaryFolder } from '#test/support/folder.ts';
import { documentOf } from '#test/support/instance.ts';

type Desktop = Awaited<ReturnType<typeof startDesktop>>;

/** A session file, in a fresh folder. */
async function sessionFile(name = 'given.nullscope.json') {
  const folder = await temporaryFolder();
  const path = join(folder, name);
  await writeFile(path, serialiseDocument(documentOf()));
  return { folder, path };
}

/** What the window hears from its host once it listens. */
async function listen({ engine }: Desktop): Promise<HostEvent[]> {
  const heard: HostEvent[] = [];
  engine.subscribe((event) => heard.push(event));
  await engine.request('setWindowState', { title: 'T', edited: false });
  return heard;
}

describe('a file that the system names', () => {
  test('on the first command line waits until the page listens, and can then be opened', async () => {
    const { path } = await sessionFile();
    const desktop = await startDesktop({ words: ['.', '--some-switch', path] });
    const heard = await listen(desktop);
    expect(heard).toEqual([{ kind: 'openRequested', file: path }]);
    expect(await desktop.engine.request('openSession', { file: path })).toMatchObject({ cancelled: false });
  });

  test('on a second command line is found from the folder of that one', async () => {
    const { folder, path } = await sessionFile();
    const desktop = await startDesktop();
    const heard = await listen(desktop);
    desktop.app.emit('second-instance', {}, ['nullscope', 'given.nullscope.json'], folder);
    expect(heard).toEqual([{ kind: 'openRequested', file: path }]);
  });

  test('by a file manager (open-file) is taken, also before there is a page', async () => {
    const { path } = await sessionFile();
    const desktop = await startDesktop();
    const event = preventable();
    desktop.app.emit('open-file', event, path);
    expect(event.defaultPrevented).toBe(true);
    expect(await listen(desktop)).toEqual([{ kind: 'openRequested', file: path }]);
  });
});

describe('a session', () => {
  test('gets our ending where the user typed none, without replacing a file unasked', async () => {
    const desktop = await startDesktop();
    const { folder } = await sessionFile('taken.nullscope.json');
    desktop.dialogAnswers.push({ filePath: join(folder, 'fresh') }, { filePath: join(folder, 'taken') });
    const args = { document: documentOf(), file: null, name: 'x', overwrite: false };
    expect(await desktop.engine.request('saveSession', args)).toMatchObject({
      file: { name: 'fresh.nullscope.json' },
    });
    await expect(desktop.engine.request('saveSession', args)).rejects.toMatchObject({ code: 'exists' });
  });

  test('that was opened is saved again without a dialog', async () => {
    const desktop = await startDesktop();
    const { path } = await sessionFile();
    desktop.dialogAnswers.push({ filePaths: [path] });
    await desktop.engine.request('openSession', { file: null });
    const document = documentOf({ base: [[9, 9, 9]] });
    await desktop.engine.request('saveSession', { document, file: path, name: 'x', overwrite: false });
    expect(await readFile(path, 'utf8')).toBe(serialiseDocument(document));
    expect(desktop.dialogs).toHaveLength(1);
  });

  test('is written through a link, which stays a link', async () => {
    const desktop = await startDesktop();
    const { folder, path } = await sessionFile();
    const link = join(folder, 'link.nullscope.json');
    await symlink(path, link);
    const document = documentOf({ base: [[7, 7, 7]] });
    desktop.dialogAnswers.push({ filePath: link });
    await desktop.engine.request('saveSession', { document, file: null, name: 'x', overwrite: false });
    expect(await readFile(path, 'utf8')).toBe(serialiseDocument(document));
  });

  test('that cannot be read is no recent file', async () => {
    const desktop = await startDesktop();
    const { path } = await sessionFile();
    await writeFile(path, '{"format":"nullscope"');
    desktop.dialogAnswers.push({ filePaths: [path] });
    await expect(desktop.engine.request('openSession', { file: null })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('given.nullscope.json'),
    });
    expect((await desktop.engine.request('listSessions', {})).recent).toEqual([]);
  });

  test('that is a folder, or is gone, is refused by name', async () => {
    const desktop = await startDesktop();
    const folder = join(await temporaryFolder(), 'folder.nullscope.json');
    await mkdir(folder);
    desktop.dialogAnswers.push({ filePaths: [folder] }, { filePaths: [`${folder}/none`] });
    await expect(desktop.engine.request('openSession', { file: null })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('folder.nullscope.json'),
    });
    await expect(desktop.engine.request('openSession', { file: null })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('recent files', () => {
  test('are remembered between starts, newest first, at most 20', async () => {
    const userData = await temporaryFolder();
    const paths = Array.from({ length: 22 }, (_, i) => join(userData, `s${i}.nullscope.json`));
    const first = await startDesktop({ userData });
    first.dialogAnswers.push(...paths.map((filePath) => ({ filePath })));
    const args = { document: documentOf(), file: null, name: 'x', overwrite: false };
    for (const _ of paths) await first.engine.request('saveSession', args);
    const second = await startDesktop({ userData });
    const { recent } = await second.engine.request('listSessions', {});
    expect(recent.map(({ id }) => id)).toEqual(paths.slice(-20).reverse());
    const [newest] = recent;
    await expect(second.engine.request('openSession', { file: newest?.id ?? null })).resolves.toMatchObject({
      cancelled: false,
    });
  });

  test.each(['{', '{"a":1}', '[1,2]'])('are none where their file holds %j', async (text) => {
    const userData = await temporaryFolder();
    await writeFile(join(userData, 'recent.json'), text);
    const { engine } = await startDesktop({ userData });
    expect((await engine.request('listSessions', {})).recent).toEqual([]);
  });
});
