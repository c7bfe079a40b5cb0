import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderSessions } from '#cli/serve/folderSessions.ts';
import { temporaryFolder } from '#test/support/folder.ts';

const ENDING = '.nullscope.json';

/** A folder with one session in a subfolder, beside a folder of which nothing may be seen. */
async function twoFolders() {
  const parent = await temporaryFolder();
  const folder = join(parent, 'mine');
  const outside = join(parent, 'mine too');
  await mkdir(join(folder, 'sub'), { recursive: true });
  await mkdir(outside);
  await writeFile(join(folder, 'sub', `a${ENDING}`), 'a');
  await writeFile(join(outside, `secret${ENDING}`), 'secret');
  return { folder, outside, sessions: folderSessions(folder) };
}

describe('the sessions of a folder', () => {
  test('are read by a path relative to it', async () => {
    const { sessions } = await twoFolders();
    expect(await sessions.read(`sub/a${ENDING}`)).toEqual({
      file: { id: `sub/a${ENDING}`, name: `a${ENDING}` },
      text: 'a',
    });
  });

  test.each([
    `../mine too/secret${ENDING}`,
    `sub/../../mine too/secret${ENDING}`,
    `/etc/secret${ENDING}`,
    '.',
    '..',
    '',
    'sub',
    '../../etc/passwd',
    `a\0b${ENDING}`,
  ])('are not read or written at %j', async (id) => {
    const { sessions } = await twoFolders();
    await expect(sessions.read(id)).rejects.toMatchObject({ code: 'denied' });
    await expect(sessions.write('x', { id, name: 'x', overwrite: true })).rejects.toMatchObject({
      code: 'denied',
    });
  });

  test('of another kind of file are neither read nor written', async () => {
    const { folder, sessions } = await twoFolders();
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await expect(sessions.read('notes.txt')).rejects.toMatchObject({ code: 'denied' });
    await expect(sessions.write('x', { id: 'notes.txt', name: 'x', overwrite: true })).rejects.toMatchObject({
      code: 'denied',
    });
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });

  test('are not reached through links that lead out of it', async () => {
    const { folder, outside, sessions } = await twoFolders();
    await symlink(join(outside, `secret${ENDING}`), join(folder, `file${ENDING}`));
    await symlink(outside, join(folder, 'folder'));
    for (const id of [`file${ENDING}`, `folder/secret${ENDING}`, `folder/new${ENDING}`]) {
      await expect(sessions.read(id)).rejects.toMatchObject({ code: 'denied' });
      await expect(sessions.write('x', { id, name: 'x', overwrite: true })).rejects.toMatchObject({
        code: 'denied',
      });
    }
    expect(await readFile(join(outside, `secret${ENDING}`), 'utf8')).toBe('secret');
  });

  test('can lie behind a link that stays within it', async () => {
    const { folder, sessions } = await twoFolders();
    await symlink(join(folder, 'sub'), join(folder, 'again'));
    expect(await sessions.read(`again/a${ENDING}`)).toMatchObject({ text: 'a' });
  });

  test('that are not there are not found', async () => {
    const { sessions } = await twoFolders();
    for (const id of [`none/a${ENDING}`, `none${ENDING}`]) {
      await expect(sessions.read(id)).rejects.toMatchObject({ code: 'notFound' });
    }
  });

  test('are saved under a name that stays in the folder, whatever the title', async () => {
    const { folder, sessions } = await twoFolders();
    const saved = await sessions.write('x', { id: null, name: '../../mine too/secret', overwrite: false });
    expect(saved?.name).toBe(`-..-mine too-secret${ENDING}`);
    expect(await readFile(join(folder, saved?.id ?? ''), 'utf8')).toBe('x');
  });
});
