import type { Page } from '@playwright/test';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import { serialiseDocument } from '#core/document/serialise.ts';
import { rankLabel } from '#core/words/rank.ts';
import { readOracle } from '#test/support/oracle.ts';
import { drop } from './support/drop.ts';
import type { Instrument } from './support/instrument.ts';
import { expect, test } from './support/test.ts';

const nameOf = (document: Document): string => `Rank of W: ${rankLabel(analyze(document).rank)}`;
const menuOf = (page: Page) => page.getByRole('button', { name: /^Rank of W:/ });
const lineOf = (page: Page) => page.getByRole('slider', { name: 'Tolerance' });

const { W, V, base, source } = readOracle('centred-96x24-f32');
/** The rows of W were centred in float32: by value it has rank 24, above the rounding of float32 23. */
const centred: Document = {
  ...defaultDocument,
  title: 'A centred layer',
  W,
  V,
  base: base.slice(0, 1),
  source: source.slice(0, 1),
  readout: { kind: 'component', index: 0 },
};

async function open({ page }: Instrument, document: Document): Promise<void> {
  await drop(page, 'layer.nullscope.json', serialiseDocument(document));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(document.title);
}

test.use({ drawn: false });

test.describe('the rank of W', () => {
  test('is exact at first; a tolerance that is typed cuts W, every number follows, and undo takes it back', async ({
    instrument,
  }) => {
    const { page } = instrument;
    await instrument.command('Full rank');
    const { document } = await instrument.save();
    const cut: Document = { ...document, rank: { kind: 'tolerance', relative: 0.6 } };
    expect(analyze(cut).rank.used).toBeLessThan(3);

    await page.getByRole('button', { name: nameOf(document), exact: true }).click();
    await page.getByRole('radio', { name: 'Above a tolerance' }).click();
    const field = page.getByLabel('Tolerance, relative to the largest singular value');
    await field.fill('1');
    await field.press('Enter');
    await expect(page.getByRole('alert')).toHaveText('Expected a number from 0 to below 1.');
    await field.fill('3/5');
    await field.press('Enter');
    await expect(page.getByRole('button', { name: nameOf(cut), exact: true })).toBeVisible();
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(cut));

    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('button', { name: nameOf(document), exact: true })).toBeVisible();
  });

  test('follows the format that W was stored in, warns where noise decides, and the other rank is one click away', async ({
    instrument,
  }) => {
    const { page } = instrument;
    await open(instrument, centred);
    await expect(menuOf(page)).toHaveAccessibleName('Rank of W: rank 24, exact');

    await menuOf(page).click();
    await page.getByLabel('W was stored as').selectOption('float32');
    await expect(menuOf(page)).toHaveAccessibleName('Rank of W: rank 23, storage (exact 24)');
    await expect(page.getByRole('radio', { name: /^Storage/ })).toHaveAccessibleDescription('rank 23');
    await expect(page.getByRole('radio', { name: /^Exact/ })).toHaveAccessibleDescription('rank 24');
    const stored: Document = { ...centred, stored: 'f32' };
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(stored));
    await page.keyboard.press('Escape');

    const readouts = page.getByRole('region', { name: 'Readouts' });
    await expect(readouts.getByText(/v_row hangs on rounding noise of float32/)).toBeVisible();
    await expect(readouts.getByText(/^v_row ± .* · rank 23, storage \(exact 24\)$/)).toBeAttached();
    await readouts.getByRole('button', { name: 'Use the exact rank' }).click();
    await expect(menuOf(page)).toHaveAccessibleName('Rank of W: rank 24, exact (storage 23)');
    await readouts.getByRole('button', { name: 'Use the storage rank' }).click();
    await expect(menuOf(page)).toHaveAccessibleName('Rank of W: rank 23, storage (exact 24)');

    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
    await expect(menuOf(page)).toHaveAccessibleName('Rank of W: rank 24, exact');
    expect((await instrument.save()).document.stored).toBe('f64');
  });

  test('can be the paper’s, by keyboard alone, and says so', async ({ instrument }) => {
    const { page } = instrument;
    await open(instrument, { ...centred, stored: 'f32' });
    await menuOf(page).focus();
    await page.keyboard.press('Enter');
    const storage = page.getByRole('radio', { name: /^Storage/ });
    await expect(storage).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('radio', { name: /^Reproduce paper/ })).toBeChecked();
    await expect(menuOf(page)).toHaveAccessibleName('Rank of W: rank 24, paper’s QR');
    await expect(page.getByText(/reference notebook’s: all columns of an unpivoted QR count/)).toBeVisible();
    const paper: Document = { ...centred, stored: 'f32', rank: { kind: 'paper' } };
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(paper));
    await expect(lineOf(page)).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(menuOf(page)).toBeFocused();
  });

  test('is set by dragging the line in the spectrum: one step of the history, dropped by Escape', async ({
    instrument,
  }) => {
    const { page } = instrument;
    await open(instrument, centred);
    await menuOf(page).click();
    const middleOf = async (): Promise<{ x: number; y: number }> => {
      const box = await lineOf(page).locator('rect').first().boundingBox();
      if (!box) throw new Error('the line is not on screen');
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const from = await middleOf();
    await instrument.drag(from, 0, -100, false);
    await expect(lineOf(page)).toHaveAttribute('aria-valuetext', /^23 of 24 count/);
    await expect(menuOf(page), 'only when it is let go').toHaveAccessibleName('Rank of W: rank 24, exact');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(lineOf(page)).toHaveAttribute('aria-valuetext', /^24 of 24 count/);

    await instrument.drag(from, 0, -100);
    await expect(menuOf(page)).toHaveAccessibleName(/^Rank of W: rank 23, tolerance/);
    const { document } = await instrument.save();
    expect(document.rank.kind).toBe('tolerance');
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(document));
    await page.keyboard.press('Control+z');
    await expect(menuOf(page)).toHaveAccessibleName('Rank of W: rank 24, exact');
  });

  test('is set by keys on the line, and its values are shown and copied', async ({ instrument }) => {
    const { page } = instrument;
    await open(instrument, { ...centred, stored: 'f32' });
    await menuOf(page).click();
    await lineOf(page).focus();
    await page.keyboard.press('ArrowUp');
    await expect(menuOf(page)).toHaveAccessibleName(/^Rank of W: rank 22, tolerance/);
    await page.keyboard.press('ArrowDown');
    await expect(menuOf(page)).toHaveAccessibleName(/^Rank of W: rank 23, tolerance/);
    await expect(lineOf(page)).toBeFocused();

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const table = page.getByRole('table', { name: 'Singular values of W' });
    await expect(table.getByRole('row')).toHaveCount(25);
    await expect(table.getByRole('row').last()).toContainText('no');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveText(
      'Copied 24 singular values.',
    );
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n').map(Number)).toEqual(analyze(centred).spectrum?.values);
  });
});
