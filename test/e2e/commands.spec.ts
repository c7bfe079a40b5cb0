import { analyze } from '#core/analysis/analyze.ts';
import { documentCommands } from '#core/document/commands.ts';
import { presets } from '#core/document/presets.ts';
import { expect, test } from './support/test.ts';

test.use({ drawn: false });

test.describe('commands', () => {
  test('each does what core does, and undo takes it back', async ({ instrument }) => {
    const { page } = instrument;
    const before = await instrument.save();
    const analysis = analyze(before.document);
    const available = documentCommands.filter((own) => own.unavailable(before.document, analysis) === null);
    for (const command of available) {
      await test.step(command.title, async () => {
        await instrument.command(command.title);
        const after = await instrument.save();
        expect(after.document).not.toEqual(before.document);
        if (!/random/i.test(command.id)) {
          const expected = command.run(before.document, analysis, () => 0.5);
          expect(after.document.V).toEqual(expected.V);
          expect(after.document.base).toEqual(expected.base);
          expect(after.document.source).toEqual(expected.source);
        }
        expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(after.document));
        await page.keyboard.press('Control+z');
        expect((await instrument.save()).document).toEqual(before.document);
      });
    }
  });

  test('each preset opens with its own numbers', async ({ instrument }) => {
    for (const { title, document } of presets) {
      await test.step(title, async () => {
        await instrument.command(title);
        await expect(instrument.page.getByRole('heading', { level: 1 })).toHaveText(document.title);
        expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(document));
      });
    }
  });

  test('reset brings the toy back, as a step that can be undone', async ({ instrument }) => {
    const { page } = instrument;
    const start = await instrument.save();
    await instrument.command('Randomise');
    const random = await instrument.save();
    await instrument.command('Reset to the notebook toy');
    const reset = await instrument.save();
    expect(reset.document).toEqual(start.document);
    await page.keyboard.press('Control+z');
    expect((await instrument.save()).document).toEqual(random.document);
  });

  test('the palette finds by word, and says when nothing is found', async ({ instrument }) => {
    const { page } = instrument;
    await page.getByRole('button', { name: 'Commands' }).click();
    await page.getByPlaceholder('Type a command').fill('honest');
    await expect(page.getByRole('option').first()).toContainText('honest');
    await page.getByPlaceholder('Type a command').fill('zzzz');
    await expect(page.getByText('No command has that name.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
});
