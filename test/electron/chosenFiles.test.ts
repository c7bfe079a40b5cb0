import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HostFile } from '#core/engine/fileSchemas.ts';
import { startDesktop } from '#test/support/desktop.ts';
import { WebContentsDouble } from '#test/support/electronDouble.ts';
import { fixtureFile } from '#test/support/files.ts';
import { temporaryFolder } from '#test/support/folder.ts';

type Desktop = Awaited<ReturnType<typeof startDesktop>>;

/** A folder with two arrays, a hidden one and a folder. */
async function someFiles(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['a.npy', 'b.npy', '.hidden.npy']) {
    await copyFile(fixtureFile('v_12.npy'), join(folder, name));
  }
  await mkdir(join(folder, 'inner'));
  return folder;
}

/** What a dialog that the user answers with these paths gives to the window. */
async function choose(
  { engine, dialogAnswers }: Desktop,
  filePaths: readonly string[],
  what: 'files' | 'folder' = 'files',
) {
  dialogAnswers.push({ filePaths });
  const chosen = await engine.request('chooseFiles', { what });
  if (chosen.cancelled) throw new Error('nothing was chosen');
  return chosen.files;
}

const inspect = ({ engine }: Desktop, file: string) => engine.request('inspectFile', { file });

describe('files that the user chose', () => {
  test('are known to the window by ids that hold no path', async () => {
    const folder = await someFiles();
    const desktop = await startDesktop();
    const files = await choose(desktop, [join(folder, 'a.npy'), join(folder, 'b.npy')]);
    expect(files.map(({ name }) => name)).toEqual(['a.npy', 'b.npy']);
    expect(JSON.stringify(files)).not.toContain(folder);
    for (const { id } of files)
      expect(await inspect(desktop, id)).toMatchObject({ tensors: [{ shape: [12] }] });
  });

  test('keep their id when they are chosen again, and after a start', async () => {
    const folder = await someFiles();
    const desktop = await startDesktop();
    const [first] = await choose(desktop, [join(folder, 'a.npy')]);
    const [again] = await choose(desktop, [join(folder, 'a.npy')]);
    expect(again?.id).toBe(first?.id);
    const later = await startDesktop({ userData: desktop.userData });
    expect(await inspect(later, first?.id ?? '')).toMatchObject({ file: { name: 'a.npy' } });
  });

  test('of a folder are all of its files but the hidden ones', async () => {
    const folder = await someFiles();
    const desktop = await startDesktop();
    const files = await choose(desktop, [folder], 'folder');
    expect(files.map(({ name }) => name)).toEqual(['a.npy', 'b.npy']);
  });

  test('are refused in a sentence where there is none', async () => {
    const folder = await someFiles();
    const desktop = await startDesktop();
    desktop.dialogAnswers.push({ filePaths: [join(folder, 'inner')] });
    await expect(desktop.engine.request('chooseFiles', { what: 'folder' })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('inner'),
    });
  });

  test('with a memory that was spoilt are forgotten, and the app starts', async () => {
    const userData = await temporaryFolder();
    await writeFile(
      join(userData, 'files.json'),
      '[{"token":"chosen:../../../etc","folder":"/","names":["etc"]}]',
    );
    const desktop = await startDesktop({ userData });
    await expect(inspect(desktop, 'chosen:../../../etc/etc')).rejects.toMatchObject({ code: 'denied' });
  });
});

describe('a file that was not chosen is not read', () => {
  test.each([
    '/etc/passwd',
    'passwd',
    'chosen:AAAAAAAAAAAAAAAA/a.npy',
    'chosen:/a.npy',
    '../a.npy',
    'upload:0/a.npy',
    '__proto__/a.npy',
  ])('%s', async (id) => {
    const desktop = await startDesktop();
    await choose(desktop, [join(await someFiles(), 'a.npy')]);
    await expect(inspect(desktop, id)).rejects.toMatchObject({ code: 'denied' });
  });

  test('beside one that was', async () => {
    const folder = await someFiles();
    const desktop = await startDesktop();
    const [file] = await choose(desktop, [join(folder, 'a.npy')]);
    const token = file?.id.split('/')[0] ?? '';
    for (const name of ['b.npy', '../a.npy', '.hidden.npy', 'inner/../b.npy', '']) {
      await expect(inspect(desktop, `${token}/${name}`)).rejects.toMatchObject({ code: 'denied' });
    }
  });

  test('save the shards beside an index', async () => {
    const folder = await someFiles();
    await writeFile(join(folder, 'model.safetensors.index.json'), '{}');
    await copyFile(fixtureFile('gpt2_style_conv1d.safetensors'), join(folder, 'model-1.safetensors'));
    const desktop = await startDesktop();
    const files = await choose(desktop, [join(folder, 'model.safetensors.index.json')]);
    expect(files).toHaveLength(1);
    const token = files[0]?.id.split('/')[0] ?? '';
    expect(await inspect(desktop, `${token}/model-1.safetensors`)).toMatchObject({ format: 'safetensors' });
    await expect(inspect(desktop, `${token}/a.npy`)).rejects.toMatchObject({ code: 'denied' });
  });
});

describe('files that were dropped on the window', () => {
  /** A file of the page, which the system gave this path. */
  const dropped = ({ droppedPaths }: Desktop, path: string): object => {
    const file = {};
    droppedPaths.set(file, path);
    return file;
  };

  test('can be read by the ids that the page is told', async () => {
    const folder = await someFiles();
    const desktop = await startDesktop();
    const reply = await desktop.bridge.giveFiles([dropped(desktop, join(folder, 'b.npy'))]);
    const [file] = ('result' in reply ? reply.result : []) as HostFile[];
    expect(file).toMatchObject({ name: 'b.npy', bytes: (await readFile(join(folder, 'b.npy'))).length });
    expect(await inspect(desktop, file?.id ?? '')).toMatchObject({ format: 'npy' });
  });

  test('may be a folder', async () => {
    const desktop = await startDesktop();
    const reply = await desktop.bridge.giveFiles([dropped(desktop, await someFiles())]);
    expect(reply).toMatchObject({ result: [{ name: 'a.npy' }, { name: 'b.npy' }] });
  });

  test('are refused where the page made them up', async () => {
    const desktop = await startDesktop();
    for (const made of [[{ path: '/etc/passwd' }], [{}], []]) {
      expect(await desktop.bridge.giveFiles(made)).toMatchObject({ error: { code: 'badInput' } });
    }
  });

  test('are refused from a foreign page, from a frame and from another window', async () => {
    const { deliver, window } = await startDesktop();
    const paths = [join(await someFiles(), 'a.npy')];
    const sender = window.webContents;
    const own = sender.mainFrame;
    const other = new WebContentsDouble();
    other.mainFrame = own;
    const from = [
      { sender: other, senderFrame: own },
      { sender, senderFrame: { url: own.url } },
    ];
    for (const each of from) {
      expect(await deliver('nullscope-dropped', each, paths)).toMatchObject({ error: { code: 'denied' } });
    }
    sender.mainFrame = { url: 'https://evil.example/' };
    const foreign = { sender, senderFrame: sender.mainFrame };
    expect(await deliver('nullscope-dropped', foreign, paths)).toMatchObject({ error: { code: 'denied' } });
  });

  test('are refused where the message is no list of paths', async () => {
    const { deliver, window } = await startDesktop();
    const sender = window.webContents;
    for (const paths of [null, 'a', [7], [''], ['relative.npy'], ['/nowhere/at/all.npy'], { length: 1 }]) {
      const reply = await deliver('nullscope-dropped', { sender, senderFrame: sender.mainFrame }, paths);
      expect(reply).toMatchObject({ error: { code: 'badInput' } });
    }
  });
});
