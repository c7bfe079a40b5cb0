import { expect, test } from './support/test.ts';

test.describe('the default document, the notebook’s toy', () => {
  test('shows the acceptance numbers', async ({ instrument }) => {
    const { page } = instrument;
    await expect(
      page.getByRole('button', { name: 'missing effect: 0.600. Copy', exact: true }),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: 'effect of v: 1.000. Copy' }).first()).toBeVisible();
    const { document } = await instrument.save();
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(document));
    await expect(page.getByRole('region', { name: 'Readouts' })).toContainText('1.400');
    await expect(page.getByRole('region', { name: 'Readouts' })).toContainText('50.77°');
    await expect(page.getByRole('region', { name: 'Readouts' })).toContainText('none holds');
  });

  test('draws the picture in WebGL', async ({ instrument }) => {
    const shot = await instrument.picture.screenshot();
    expect(shot.length, 'a picture that is not blank').toBeGreaterThan(10_000);
  });

  test('copies a number at full precision', async ({ instrument }) => {
    const { page } = instrument;
    await page.getByRole('button', { name: 'missing effect: 0.600. Copy', exact: true }).click();
    await expect(page.getByText('Copied missing effect')).toBeVisible();
    const copied = Number(await page.evaluate(() => navigator.clipboard.readText()));
    expect(Math.abs(copied - 0.6)).toBeLessThan(1e-12);
  });

  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    test(`cuts nothing off at ${width} × ${height}`, async ({ instrument }) => {
      const { page } = instrument;
      await page.setViewportSize({ width, height });
      const overflowing = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.topbar, .objects, .readouts, .equation, body')]
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .map((element) => element.className),
      );
      expect(overflowing).toEqual([]);
    });
  }
});
