import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drop } from './support/drop.ts';
import { expect, test } from './support/test.ts';

test.use({ drawn: false });

test.describe('sessions', () => {
  test('save, reopen, save: byte for byte the same', async ({ instrument }) => {
    const { page } = instrument;
    await instrument.command('Randomise');
    const first = await instrument.save();
    await instrument.command('Reset to the notebook toy');
    await instrument.save();
    await page.keyboard.press('Control+o');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: first.path.split('/').at(-1) ?? '' })
      .first()
      .click();
    // What is opened begins a history of its own.
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
    const again = await instrument.save();
    expect(again.text).toBe(first.text);
  });

  test('a file dropped on the window opens; save writes it to a new file', async ({ instrument }) => {
    const { page } = instrument;
    const { text } = await instrument.save();
    await drop(page, 'dropped.nullscope.json', text.replace('Notebook toy', 'A dropped toy'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('A dropped toy');
    await expect(page).toHaveTitle('A dropped toy – Nullscope');
  });

  test('a bad file gets one sentence that names it, and nothing on screen is lost', async ({
    instrument,
  }) => {
    const { page } = instrument;
    const { document, text } = await instrument.save();
    const bad = [
      ['empty.nullscope.json', ''],
      ['cut.nullscope.json', text.slice(0, text.length / 2)],
      ['newer.nullscope.json', text.replace('"version": 3', '"version": 99')],
      ['shape.nullscope.json', JSON.stringify({ ...document, W: [[1], [2]] })],
      ['picture.png', '\u0089PNG\r\n\u001a\n\u0000'],
    ] as const;
    for (const [name, content] of bad) {
      await drop(page, name, content);
      await expect(page.getByRole('alert')).toContainText(name);
      expect((await instrument.save()).document).toEqual(document);
    }
  });

  test('unsaved changes are not lost without a question', async ({ instrument }) => {
    const { page } = instrument;
    const { text } = await instrument.save();
    await instrument.command('Randomise');
    await expect(page).toHaveTitle(/^• /);
    await drop(page, 'other.nullscope.json', text.replace('Notebook toy', 'Other'));
    const question = page.getByRole('dialog', { name: 'Save the changes?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Other');
    await drop(page, 'other.nullscope.json', text.replace('Notebook toy', 'Other'));
    await question.getByRole('button', { name: 'Discard them' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Other');
  });

  test('saving again writes to the same file; another file is not replaced without a question', async ({
    instrument,
  }) => {
    const { page, host } = instrument;
    const first = await instrument.save();
    await page.getByLabel('b, component 1').fill('7');
    await page.getByLabel('b, component 1').press('Enter');
    await expect(page).toHaveTitle(/^• /);
    await page.keyboard.press('Control+s');
    await expect(page).not.toHaveTitle(/^• /);
    expect(await readFile(first.path, 'utf8')).toContain('7');

    await writeFile(join(host.folder, 'taken.nullscope.json'), 'mine');
    await page.keyboard.press('Control+Shift+s');
    await expect(page.getByLabel(/^Name, in/)).toBeFocused();
    await page.getByLabel(/^Name, in/).fill('taken');
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    await expect(page.getByRole('alert')).toContainText('taken');
    expect(await readFile(join(host.folder, 'taken.nullscope.json'), 'utf8')).toBe('mine');
    await page.getByRole('button', { name: 'Replace' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await readFile(join(host.folder, 'taken.nullscope.json'), 'utf8')).toContain('nullscope');
  });

  test('the title can be changed, and undone', async ({ instrument }) => {
    const { page } = instrument;
    await page.getByRole('button', { name: /^Document:/ }).click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await page.getByLabel('Title of the document').fill('My layer');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My layer');
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Notebook toy');
  });

  test('sessions opened lately are in the menu', async ({ instrument }) => {
    const { page } = instrument;
    const { path } = await instrument.save();
    await page.getByRole('button', { name: /^Document:/ }).click();
    await page.getByRole('menuitem', { name: 'Open recent' }).press('ArrowRight');
    await expect(page.getByRole('menuitem', { name: path.split('/').at(-1) ?? '' })).toBeVisible();
  });
});
