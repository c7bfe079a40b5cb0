import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { fixtureFile } from '#test/support/files.ts';
import { dropFiles } from './support/dropFiles.ts';
import type { Host } from './support/host.ts';
import { test } from './support/test.ts';

/** A folder of the host with a layer, a direction and what holds no tensors. */
async function layerOn({ folder }: Host): Promise<void> {
  const inner = join(folder, 'my model');
  await mkdir(inner, { recursive: true });
  await copyFile(fixtureFile('W_12x5_centred_F.npy'), join(inner, 'W.npy'));
  await copyFile(fixtureFile('v_12.npy'), join(inner, 'v.npy'));
  await copyFile(fixtureFile('gpt2_style_conv1d.safetensors'), join(inner, 'gpt2.safetensors'));
  await writeFile(join(inner, 'broken.npy'), (await readFile(fixtureFile('v_12.npy'))).subarray(0, 150));
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Open a layer' });
const well = (page: Page, name: string) => dialog(page).getByRole('region', { name, exact: true });
const option = (page: Page, name: string | RegExp) => dialog(page).getByRole('option', { name });

test.use({ drawn: false });

test.describe('a layer in files', () => {
  test('is found in the host’s folder, and given its roles by keyboard alone', async ({
    instrument,
    host,
  }) => {
    await layerOn(host);
    const { page } = instrument;
    const { keyboard } = page;
    await keyboard.press('Control+Shift+O');
    await expect(option(page, 'my model')).toBeVisible();
    await keyboard.press('ArrowDown');
    await expect(option(page, 'my model')).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('Enter');
    await expect(dialog(page).getByRole('listbox', { name: 'Files in my model' })).toBeFocused();

    // One that is cut short gets its sentence.
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(dialog(page).getByRole('alert')).toContainText(
      'broken.npy: the shape (12) asks for more bytes',
    );

    await keyboard.press('End');
    await keyboard.press('Enter');
    await expect(dialog(page).getByRole('listbox', { name: 'Tensors of W.npy' })).toBeVisible();
    await keyboard.press('ArrowRight');
    await keyboard.press('w');
    await expect(well(page, 'Layer')).toContainText('d × m = 12 × 5');
    await keyboard.press('ArrowLeft');
    await keyboard.press('ArrowUp');
    await expect(option(page, /^v\.npy/)).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('Enter');
    await expect(dialog(page).getByRole('listbox', { name: 'Tensors of v.npy' })).toBeVisible();
    await keyboard.press('ArrowRight');
    await keyboard.press('v');
    await expect(well(page, 'Direction')).toContainText('d = 12');
    await expect(well(page, 'Direction')).toContainText('= 1');

    await dialog(page).getByRole('button', { name: 'Show' }).press('Enter');
    await expect(dialog(page)).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('W');
    await expect(page.getByRole('button', { name: /^Rank of W:/ })).toContainText('12 × 5');
  });

  test('is given its roles by dragging tensors, and a shape that does not fit is mended', async ({
    instrument,
    host,
  }) => {
    await layerOn(host);
    const { page } = instrument;
    await instrument.command('Open a layer…');
    await option(page, 'my model').click();
    await option(page, /^v\.npy/).click();
    await option(page, '(the array)').dragTo(well(page, 'Direction'));
    await expect(well(page, 'Direction')).toContainText('v.npy');
    await option(page, /^gpt2\.safetensors/).click();
    await dialog(page).getByLabel('Search tensors').fill('c_proj.weight');
    const layer = option(page, /c_proj\.weight/).first();
    await layer.dragTo(well(page, 'Layer'));
    await expect(well(page, 'Layer')).toContainText('d × m = 12 × 5');

    await well(page, 'Layer').getByRole('button', { name: 'Transposed' }).click();
    await expect(well(page, 'Direction').getByRole('status')).toHaveText(
      /V has 12 entries and W has 5 rows: switch W’s orientation\./,
    );
    await expect(dialog(page).getByRole('button', { name: 'Show' })).toBeDisabled();
    await well(page, 'Direction').getByRole('button', { name: 'Switch W' }).click();
    await expect(dialog(page).getByRole('button', { name: 'Show' })).toBeEnabled();
  });

  test('dropped on the page is sent to the host, and its tensors are listed', async ({ instrument }) => {
    const { page } = instrument;
    await dropFiles(page, [fixtureFile('llama_style_linear_bf16.safetensors'), fixtureFile('v_12.npy')]);
    await expect(dialog(page)).toBeVisible();
    const sent = dialog(page).getByRole('listbox', { name: 'Files sent from this computer' });
    await expect(sent.getByRole('option')).toHaveCount(2);
    const tensors = dialog(page).getByRole('listbox', { name: /^Tensors of llama/ });
    await expect(tensors.getByRole('option').first()).toContainText('bfloat16');
    await expect(dialog(page).getByRole('table')).toContainText('The first entries');
    // A second drop, on the dialog itself.
    await dropFiles(page, [fixtureFile('W_12x5_centred_C.npy')]);
    await expect(sent.getByRole('option')).toHaveCount(3);
    await expect(
      dialog(page).getByRole('listbox', { name: 'Tensors of W_12x5_centred_C.npy' }),
    ).toBeVisible();
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`has nothing that axe finds, in the ${theme} theme`, async ({ instrument, host }) => {
      await layerOn(host);
      const { page } = instrument;
      await instrument.command(`Theme: ${theme}`);
      await page.keyboard.press('Control+Shift+O');
      await option(page, 'my model').click();
      await option(page, /^W\.npy/).click();
      await dialog(page)
        .getByRole('button', { name: /^Layer/ })
        .click();
      await dialog(page).getByRole('button', { name: /^Base/ }).click();
      await option(page, /^gpt2/).click();
      await expect(dialog(page).getByRole('table')).toBeVisible();
      await dialog(page)
        .getByRole('button', { name: /^Direction/ })
        .click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`)),
      ).toEqual([]);
    });
  }
});
