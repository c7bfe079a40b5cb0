import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** What axe finds on the page, or in a part of it. */
async function violations(page: Page, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations: found } = await (part ? axe.include(part) : axe).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

test.describe('for everyone, by axe', () => {
  test.use({ drawn: false });

  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing in the ${theme} theme, dialogs included`, async ({ instrument }) => {
      const { page } = instrument;
      await instrument.command(`Theme: ${theme}`);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      expect(await violations(page), 'the window').toEqual([]);
      for (const key of ['Control+k', '?', 'Control+o', 'Control+e', 'Control+Shift+s', 'Control+Shift+e']) {
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog')).toBeVisible();
        // The rest of the window is inert meanwhile.
        expect(await violations(page, 'dialog[open]'), key).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
      await page.getByRole('button', { name: /^Document:/ }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      expect(await violations(page), 'the document menu').toEqual([]);
    });
  }

  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing in the rank menu with its spectrum in the ${theme} theme`, async ({
      instrument,
    }) => {
      const { page } = instrument;
      await instrument.command(`Theme: ${theme}`);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await page.getByRole('button', { name: /^Rank of W:/ }).click();
      await page.getByRole('button', { name: 'Show values' }).click();
      await expect(page.getByRole('table', { name: 'Singular values of W' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }
});

test.describe('for everyone', () => {
  test('the whole job by keyboard alone: choose v, move it, undo, type, save', async ({ instrument }) => {
    const { page } = instrument;
    const start = await instrument.save();
    await instrument.picture.focus();
    await page.keyboard.press('Home');
    const chosen = page.getByRole('button', { name: 'direction v', exact: true });
    for (let i = 0; i < 12 && (await chosen.getAttribute('aria-pressed')) !== 'true'; i++) {
      await page.keyboard.press('ArrowRight');
    }
    await expect(chosen).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Enter');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Enter');
    const moved = await instrument.save();
    expect(moved.document.V).not.toEqual(start.document.V);
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(moved.document));
    await page.keyboard.press('Control+z');
    expect((await instrument.save()).document).toEqual(start.document);

    await instrument.picture.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Escape');
    expect((await instrument.save()).document, 'Escape lets go').toEqual(start.document);
  });

  test('a released drag is announced in words', async ({ instrument }) => {
    const { page } = instrument;
    const { document } = await instrument.save();
    await instrument.drag(await instrument.tipOf(document, 'v'), 50, -37);
    await expect(page.locator('output[aria-live]')).toContainText('row part');
  });

  test('the picture has a description and a table of the same numbers', async ({ instrument }) => {
    await expect(instrument.picture).toHaveAccessibleName(/./);
    await expect(instrument.page.getByRole('table', { name: 'Outputs under the readout' })).toBeVisible();
  });

  test('the theme follows the system until one is chosen', async ({ instrument }) => {
    const { page } = instrument;
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await instrument.command('Theme: light');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await instrument.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  });
});
