import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import { serialiseDocument } from '#core/document/serialise.ts';
import { randomRows } from '#test/support/random.ts';
import { drop } from './support/drop.ts';
import { expect, test } from './support/test.ts';

/** A layer that is decomposed by its Gram matrix, on several threads: 700 × 300, as float32 has it. */
const document: Document = {
  ...defaultDocument,
  title: 'A large layer',
  W: randomRows(700, 300, 1).map((row) => row.map(Math.fround)),
  V: randomRows(1, 700, 2),
  base: randomRows(1, 700, 3),
  source: randomRows(1, 700, 4),
  unitLength: false,
  stored: 'f32',
  readout: { kind: 'component', index: 0 },
};

test.use({ drawn: false });

test.describe('a large layer', () => {
  test('is certified, and its singular values follow', async ({ instrument }) => {
    const { page } = instrument;
    await drop(page, 'large.nullscope.json', serialiseDocument(document));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('A large layer');
    const menu = page.getByRole('button', { name: 'Rank of W: rank 300, exact', exact: true });
    await expect(menu).toBeVisible();
    await expect(page.getByText(/^v_row ± \d × 10⁻¹., estimate · rank 300, exact$/)).toBeVisible();
    await expect.poll(() => instrument.readouts()).toEqual(instrument.expectedReadouts(document));

    await menu.click();
    await page.getByRole('button', { name: 'Show values' }).click();
    const peer = analyze(document).spectrum?.values ?? [];
    const cells = page.getByRole('table', { name: /singular values/i }).getByRole('row');
    await expect(cells).toHaveCount(1 + peer.length);
    const relative = (peer[299] ?? 0) / (peer[0] ?? 1);
    await expect(page.getByText('least that counts').locator('xpath=following-sibling::dd')).toHaveText(
      relative.toPrecision(3),
    );
  });

  test('is decomposed once for all of its directions', async ({ instrument }) => {
    const { page } = instrument;
    await drop(page, 'large.nullscope.json', serialiseDocument(document));
    await expect(page.getByRole('button', { name: 'Rank of W: rank 300, exact', exact: true })).toBeVisible();
    await instrument.command('Make v honest: v ← v̂_row');
    const { document: honest } = await instrument.save();
    await expect.poll(() => instrument.readouts()).toEqual(instrument.expectedReadouts(honest));
    await page.keyboard.press('Control+z');
    await expect.poll(() => instrument.readouts()).toEqual(instrument.expectedReadouts(document));
  });
});
