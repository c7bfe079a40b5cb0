import { analyze } from '#core/analysis/analyze.ts';
import type { Document } from '#core/document/schema.ts';
import { rankLabel } from '#core/words/rank.ts';
import { expect, test } from './support/test.ts';

const nameOf = (document: Document): string => `Rank of W: ${rankLabel(analyze(document).rank)}`;

test.describe('the rank of W', () => {
  test('is exact at first; a tolerance that is typed cuts W, every number follows, and undo takes it back', async ({
    instrument,
  }) => {
    const { page } = instrument;
    await instrument.command('Full rank');
    const { document } = await instrument.save();
    const cut: Document = { ...document, rank: { kind: 'tolerance', relative: 0.6 } };
    expect(analyze(cut).rank.value).toBeLessThan(3);

    await page.getByRole('button', { name: nameOf(document), exact: true }).click();
    await page.getByRole('radio', { name: 'Above a tolerance' }).click();
    const field = page.getByLabel('Tolerance, relative to the largest pivot');
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
});
