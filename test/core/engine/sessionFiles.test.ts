import fs from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileCalls, readSession, withRecent, writeSession } from '#core/engine/sessionFiles.ts';
import { LARGEST_SESSION, SESSION_ENDING, sessionFileName } from '#core/engine/sessionName.ts';
import { temporaryFolder } from '#test/support/folder.ts';

const failing = (code: string) => Object.assign(new Error(`${code}: secret detail`), { code });

/** Node's calls, of which `broken` fail. */
const fsWith = (broken: Partial<FileCalls>): FileCalls => ({ ...(fs as FileCalls), ...broken });

async function oneFile(text = 'before') {
  const folder = await temporaryFolder();
  const path = join(folder, `a${SESSION_ENDING}`);
  await fs.writeFile(path, text);
  return { folder, path };
}

const saveAs = { name: 'a', overwrite: true } as const;

describe('writing a session', () => {
  test('replaces the file, and leaves nothing beside it', async () => {
    const { folder, path } = await oneFile();
    await writeSession(fs, path, 'after', saveAs);
    expect(await fs.readFile(path, 'utf8')).toBe('after');
    expect(await fs.readdir(folder)).toHaveLength(1);
  });

  test.each(['ENOSPC', 'EIO', 'EDQUOT'])('that fails half-way (%s) leaves what was there', async (code) => {
    const { folder, path } = await oneFile();
    const open: FileCalls['open'] = async (name, flags) => {
      const file = await fs.open(name, flags);
      return {
        writeFile: async (text) => {
          await file.writeFile(text.slice(0, 2));
          throw failing(code);
        },
        sync: () => file.sync(),
        close: () => file.close(),
      };
    };
    await expect(writeSession(fsWith({ open }), path, 'after', saveAs)).rejects.toThrow();
    expect(await fs.readFile(path, 'utf8')).toBe('before');
    expect(await fs.readdir(folder)).toHaveLength(1);
  });

  test('that cannot be renamed leaves what was there, also where nothing was', async () => {
    const { folder, path } = await oneFile();
    const rename = () => Promise.reject(failing('EACCES'));
    await expect(writeSession(fsWith({ rename }), path, 'after', saveAs)).rejects.toMatchObject({
      code: 'denied',
    });
    const fresh = join(folder, `b${SESSION_ENDING}`);
    const asNew = { name: 'b', overwrite: false };
    await expect(writeSession(fsWith({ rename }), fresh, 'after', asNew)).rejects.toMatchObject({
      code: 'denied',
    });
    expect(await fs.readdir(folder)).toEqual([`a${SESSION_ENDING}`]);
    expect(await fs.readFile(path, 'utf8')).toBe('before');
  });

  test('never replaces another file unasked, also when two windows save at once', async () => {
    const { folder, path } = await oneFile();
    await expect(writeSession(fs, path, 'x', { name: 'a', overwrite: false })).rejects.toMatchObject({
      code: 'exists',
    });
    expect(await fs.readFile(path, 'utf8')).toBe('before');

    const fresh = join(folder, `b${SESSION_ENDING}`);
    const both = ['one', 'two'].map((text) => writeSession(fs, fresh, text, { name: 'b', overwrite: false }));
    const ended = await Promise.allSettled(both);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const won = ended[0]?.status === 'fulfilled' ? 'one' : 'two';
    expect(await fs.readFile(fresh, 'utf8')).toBe(won);
  });

  test('takes the longest name that a title can give', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, sessionFileName('長'.repeat(200)));
    await writeSession(fs, path, 'x', { name: 'long', overwrite: false });
    expect(await fs.readFile(path, 'utf8')).toBe('x');
  });
});

describe('what the system refuses', () => {
  test.each([
    ['ENOENT', 'notFound', 'a could not be read: there is no such file or folder.'],
    ['EACCES', 'denied', 'a could not be read: you may not.'],
    ['EISDIR', 'badInput', 'a could not be read: it is a folder.'],
  ])('%s is a sentence that names the file', async (system, code, message) => {
    const stat = () => Promise.reject(failing(system));
    await expect(readSession(fsWith({ stat }), '/a', 'a')).rejects.toMatchObject({ code, message });
  });

  test('and is not known stays a fault of ours', async () => {
    const stat = () => Promise.reject(failing('EIO'));
    await expect(readSession(fsWith({ stat }), '/a', 'a')).rejects.toThrow('secret detail');
  });
});

describe('reading a session', () => {
  test('gives its text', async () => {
    const { path } = await oneFile('text');
    expect(await readSession(fs, path, 'a')).toBe('text');
  });

  test('refuses a file that is too large before reading it', async () => {
    const stat = async () => ({ size: LARGEST_SESSION + 1, isFile: () => true });
    const readFile = () => Promise.reject(new Error('it was read'));
    await expect(readSession(fsWith({ stat, readFile }), '/a', 'a')).rejects.toMatchObject({
      code: 'badInput',
      message: /at most/,
    });
  });

  test('refuses what is no file, such as a device that never ends', async () => {
    await expect(readSession(fs, '/dev/zero', 'zero')).rejects.toMatchObject({ code: 'badInput' });
  });
});

describe('the name of a session’s file', () => {
  test.each([
    ['My layer', 'My layer'],
    ['My layer.nullscope.json', 'My layer'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['.hidden', 'hidden'],
    ['  spaces. ', 'spaces'],
    ['', 'session'],
    ['...', 'session'],
    ['CON', 'session CON'],
    ['nul.txt', 'session nul.txt'],
    ['v_row · ‖δ‖²', 'v_row · ‖δ‖²'],
  ])('for the title %j is %j', (title, name) => {
    expect(sessionFileName(title)).toBe(`${name}${SESSION_ENDING}`);
  });

  test('is for every title one name of a file that any system takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const name = sessionFileName(title);
        expect(name.endsWith(SESSION_ENDING)).toBe(true);
        expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}]/u);
        expect(name).not.toMatch(/^[.\s]/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      }),
    );
  });

  test('does not change when it is given again', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (title) => {
        const name = sessionFileName(title);
        expect(sessionFileName(name)).toBe(name);
      }),
    );
  });
});

describe('recent files', () => {
  const file = (id: string) => ({ id, name: id });

  test('hold each file once, the newest first, and 20 at most', () => {
    const ids = ['a', 'b', 'a', 'c'];
    const recent = ids.reduce<ReturnType<typeof withRecent>>((list, id) => withRecent(list, file(id)), []);
    expect(recent.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    const many = Array.from({ length: 30 }, (_, i) => file(String(i)));
    expect(many.reduce<ReturnType<typeof withRecent>>(withRecent, [])).toHaveLength(20);
  });
});
