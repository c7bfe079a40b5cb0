import { expect, test } from './support/test.ts';

test.use({ drawn: false });

test.describe('typing numbers', () => {
  test('a component takes an expression, and the others follow', async ({ instrument }) => {
    const { page } = instrument;
    const field = page.getByLabel('b, component 1');
    await field.fill('2*pi/3 + sqrt(2)');
    await field.press('Enter');
    await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
    const { document } = await instrument.save();
    expect(document.base[0]?.[0]).toBeCloseTo((2 * Math.PI) / 3 + Math.SQRT2, 14);
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(document));
  });

  test('a whole vector can be typed into any of its fields', async ({ instrument }) => {
    const { page } = instrument;
    const field = page.getByLabel('v, component 2');
    await field.fill('normalize([1, 2, 2])');
    await field.press('Enter');
    await expect(page.getByLabel('v, component 1')).toHaveValue('0.3333');
    const { document } = await instrument.save();
    for (const [i, x] of (document.V[0] ?? []).entries())
      expect(x).toBeCloseTo(([1, 2, 2][i] as number) / 3, 14);
  });

  test('an error stands under the field, names the mend and keeps the text; nothing changes', async ({
    instrument,
  }) => {
    const { page } = instrument;
    const { document } = await instrument.save();
    const field = page.getByLabel('s, component 3');
    await field.fill('1/sqrt(');
    await field.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(field).toHaveValue('1/sqrt(');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    expect((await instrument.save()).document).toEqual(document);
    await field.focus();
    await field.press('Escape');
    await expect(page.getByRole('alert')).toBeHidden();
    await expect(field).toHaveValue('2');
  });

  test('expressions that reach outside are refused', async ({ instrument }) => {
    const { page } = instrument;
    for (const text of ['import({a: 1})', 'f(x) = x', 'ones(100000000)', '10^10^10', '1; process']) {
      const field = page.getByLabel('b, component 2');
      await field.fill(text);
      await field.press('Enter');
      await expect(page.getByRole('alert'), text).toBeVisible();
      await field.press('Escape');
    }
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  test('the arrow keys step a field', async ({ instrument }) => {
    const { page } = instrument;
    const field = page.getByLabel('b, component 1');
    await field.focus();
    await field.press('ArrowUp');
    await expect(field).toHaveValue('1.1');
    await field.press('Shift+ArrowDown');
    await expect(field).toHaveValue('0.1');
  });

  test('the zero vector is no direction', async ({ instrument }) => {
    const { page } = instrument;
    const field = page.getByLabel('v, component 1');
    await field.fill('[0, 0, 0]');
    await field.press('Enter');
    await expect(page.getByRole('alert')).toContainText('zero');
  });

  test('W, V, b and s can be replaced as text, with another shape', async ({ instrument }) => {
    const { page } = instrument;
    await instrument.command('Edit W, V, b and s as text');
    await page.getByRole('dialog').getByLabel(/^W,/).fill('[[0, 1], [-2, 0], [1, 1], [3, 1/2]]');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('alert')).toContainText('V');
    await page.getByRole('dialog').getByLabel(/^V,/).fill('normalize([1, -1, 0, 1])');
    await page.getByRole('dialog').getByLabel(/^b,/).fill('[1, 0, 1, 0]');
    await page.getByRole('dialog').getByLabel(/^s,/).fill('[2, 0, 2, 1]');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByText('4 × 2 · rank 2, exact')).toBeVisible();
    const { document } = await instrument.save();
    expect(document.W).toEqual([
      [0, 1],
      [-2, 0],
      [1, 1],
      [3, 0.5],
    ]);
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(document));
  });

  test('the readout can be chosen, and stands in the top bar', async ({ instrument }) => {
    const { page } = instrument;
    await page.getByRole('button', { name: 'Readout: sum' }).click();
    await page.getByLabel('Norm').check();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Readout: norm' })).toBeVisible();
    const { document } = await instrument.save();
    expect(document.readout).toEqual({ kind: 'norm' });
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(document));
  });
});
