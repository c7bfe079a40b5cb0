import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings } from '#core/figure/presets.ts';
import { sessionOfFigure } from '#core/figure/session.ts';
import type { FigureSettings } from '#core/figure/settings.ts';
import { dropFiles } from './support/dropFiles.ts';
import { copied, exported, figureDialog, likeness, openFigureDialog, saved } from './support/figures.ts';
import type { Instrument } from './support/instrument.ts';
import { expect, test } from './support/test.ts';

/** The window with these settings of figures, as if they were chosen the last time. */
async function withSettings(instrument: Instrument, change: Partial<FigureSettings>): Promise<void> {
  const text = JSON.stringify({ ...defaultSettings, ...change });
  await instrument.page.evaluate((own) => localStorage.setItem('nullscope.figure', own), text);
  await instrument.open();
}

test.describe('a figure and the picture on screen', () => {
  // The figure's pixels are the picture's, but for its margin of 3 points (a quarter of the type) on each side.
  const MARGIN = 4;
  const POINTS = 0.75;

  for (const projection of ['perspective', 'orthographic'] as const) {
    test(`have the same pixels in ${projection}, for six cameras`, async ({ instrument }) => {
      const { page } = instrument;
      const box = await instrument.picture.boundingBox();
      if (!box) throw new Error('the picture is not on screen');
      const [width, height] = [Math.floor(box.width), Math.floor(box.height)];
      await withSettings(instrument, {
        width: POINTS * (width + 2 * MARGIN),
        height: POINTS * (height + 2 * MARGIN),
        fontSize: 12,
        lines: 1,
        dpi: 96,
        framing: 'view',
        hide: ['cloud', 'labels'],
      });
      if (projection === 'orthographic') await page.getByRole('button', { name: 'Orthographic' }).click();
      await page.evaluate(() => {
        for (const name of ['.view-bar', '.hint', '.viewport-labels', '.gizmo']) {
          for (const node of document.querySelectorAll<HTMLElement>(name)) node.style.visibility = 'hidden';
        }
      });
      const turn = async (dx: number, dy: number): Promise<void> => {
        await instrument.drag({ x: box.x + box.width - 60, y: box.y + box.height - 160 }, dx, dy);
      };
      const cameras: readonly (readonly [name: string, go: () => Promise<void>])[] = [
        ['free', () => page.keyboard.press('1')],
        ['column space', () => page.keyboard.press('2')],
        ['along v', () => page.keyboard.press('3')],
        ['null space', () => page.keyboard.press('4')],
        ['turned', () => turn(-180, 40)],
        ['turned further', () => turn(-200, -120)],
      ];
      await instrument.picture.focus();
      for (const [name, go] of cameras) {
        await go();
        await page.mouse.move(box.x + 4, box.y + box.height - 4);
        const bytes = await copied(page);
        const ring = JSON.parse((await instrument.picture.getAttribute('data-selected-tip')) ?? '{}');
        const view = await page.screenshot({ clip: { x: box.x, y: box.y, width, height } });
        const found = await likeness(page, view, bytes, MARGIN, { x: ring.x, y: ring.y, radius: 16 });
        expect(found.ink, `${name}: something is drawn`).toBeGreaterThan(1000);
        expect(found.seen, `${name}: what is on screen is in the figure`).toBeGreaterThan(0.995);
        expect(found.drawn, `${name}: what is in the figure is on screen`).toBeGreaterThan(0.995);
        expect(found.difference, `${name}: mean difference of 255`).toBeLessThan(0.5);
        await instrument.picture.focus();
      }
    });
  }
});

test.describe('the dialog of figures', () => {
  test.use({ drawn: false });

  test('exports what the command line exports, byte for byte', async ({ instrument }) => {
    const { page } = instrument;
    await openFigureDialog(page);
    const dialog = figureDialog(page);
    await dialog.getByLabel('For', { exact: true }).selectOption({ label: 'Nature: column, 89 mm' });
    await dialog.getByLabel('Legend').check();
    await dialog.getByLabel('Greys only').check();
    const folder = await mkdtemp(join(tmpdir(), 'nullscope-figure-'));
    await dialog.getByRole('radio', { name: 'Command' }).check({ force: true });
    const command = await dialog.getByRole('textbox', { name: 'Command' }).inputValue();
    const flags = /json'? (.*) --format/.exec(command)?.[1]?.split(' ') ?? [];
    expect(flags).toEqual(['--preset', 'nature', '--grey', '--legend']);
    for (const format of ['SVG', 'PDF', 'TikZ', 'PNG'] as const) {
      const { name, bytes } = await exported(page, format);
      const session = join(folder, name);
      // The figure itself is the session; TikZ holds none.
      if (format !== 'TikZ') await writeFile(session, bytes);
      const from = format === 'TikZ' ? join(folder, 'Notebook toy.svg') : session;
      const again = join(folder, `again ${name}`);
      const { status, stderr } = spawnSync(
        process.execPath,
        ['dist/cli/nullscope.js', 'figure', from, ...flags, '--format', format.toLowerCase(), '--out', again],
        { encoding: 'utf8' },
      );
      expect([status, stderr]).toEqual([0, '']);
      expect(Buffer.compare(await readFile(again), bytes), format).toBe(0);
    }
    await rm(folder, { recursive: true });
  });

  test('shows what is chosen at once, and keeps it for the next time', async ({ instrument }) => {
    const { page } = instrument;
    await openFigureDialog(page);
    const dialog = figureDialog(page);
    const preview = page.getByRole('img', { name: 'Preview of the figure' });
    await expect(preview.locator('text', { hasText: 'missing effect' })).toHaveCount(0);
    await dialog.getByLabel('Readouts').check();
    await expect(preview.locator('text', { hasText: 'missing effect' })).toBeVisible();
    await dialog.getByLabel('Patch v', { exact: true }).check();
    await expect(preview.locator('text', { hasText: 'patch v: 2.000' })).toBeVisible();
    await dialog.getByLabel('Width', { exact: true }).fill('100mm');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(/^100 × \d+\.\d+ mm, grown to hold everything/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await instrument.open('?picture=off');
    await openFigureDialog(page);
    await expect(dialog.getByLabel('Readouts')).toBeChecked();
    await expect(dialog.getByText(/^100 × \d+\.\d+ mm, grown to hold everything/)).toBeVisible();
  });

  test('says how high the figure came out, and why a panel cannot be had', async ({ instrument }) => {
    const { page } = instrument;
    await openFigureDialog(page);
    const dialog = figureDialog(page);
    await expect(dialog.getByText('5.5 × 3.2 in, type of 9 pt')).toBeVisible();
    for (const name of ['Base', 'Patch v']) await dialog.getByLabel(name, { exact: true }).check();
    await dialog.getByLabel('Readouts').check();
    await expect(dialog.getByText(/^5\.5 × [34]\.\d+ in, grown to hold everything, type of/)).toBeVisible();
    await expect(
      dialog.getByRole('checkbox', { name: 'Before the last edit nothing was edited yet', exact: true }),
    ).toBeDisabled();
  });

  test('changes the caption and the command with the settings and the format', async ({ instrument }) => {
    const { page } = instrument;
    await openFigureDialog(page);
    const dialog = figureDialog(page);
    const text = (name: string) => dialog.getByRole('textbox', { name, exact: true });
    await expect(text('Caption')).toHaveValue(/Blue: the column space/);
    await dialog.getByLabel('Greys only').check();
    await expect(text('Caption')).toHaveValue(/Darker grey: the column space/);
    await dialog.getByRole('radio', { name: 'Command' }).check({ force: true });
    await dialog.getByLabel('Legend').check();
    await dialog.getByRole('radio', { name: 'TikZ' }).check({ force: true });
    await expect(text('Command')).toHaveValue(/ --grey --legend --format tikz --out 'Notebook toy\.tex'\n$/);
  });

  test('gives the caption, the numbers, the script and the command', async ({ instrument }) => {
    const { page } = instrument;
    await openFigureDialog(page);
    const dialog = figureDialog(page);
    const text = (name: string) => dialog.getByRole('textbox', { name, exact: true });
    await expect(text('Caption')).toHaveValue(/0\.600 is carried over from the difference along v_null/);
    for (const [name, says] of [
      ['Caption, LaTeX', '$\\mathbf{v}_{\\mathrm{row}}$ 1.400'],
      ['Numbers, CSV', 'effect.missing,missing effect,0.5999999999999999,'],
      ['Numbers, LaTeX', 'missing effect & 0.600 \\\\'],
      ['PyTorch script', 'import torch'],
    ] as const) {
      await dialog.getByRole('radio', { name, exact: true }).check({ force: true });
      expect(await text(name).inputValue()).toContain(says);
    }
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('import torch');
    expect((await saved(page, 'Save')).name).toBe('Notebook toy.py');
  });

  test('shows the state before the last edit beside the one after it', async ({ instrument }) => {
    const { page } = instrument;
    await openFigureDialog(page);
    const dialog = figureDialog(page);
    await expect(dialog.getByLabel(/^Before the last edit/)).toBeDisabled();
    await page.keyboard.press('Escape');
    await page.getByLabel('b, component 2').fill('1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
    await openFigureDialog(page);
    await dialog.getByLabel(/^Before the last edit/).check();
    const preview = page.getByRole('img', { name: 'Preview of the figure' });
    await expect(preview.locator('text', { hasText: 'before' })).toBeVisible();
    await expect(preview.locator('text', { hasText: 'after' })).toBeVisible();
  });

  for (const font of ['Times', 'Arial, Helvetica'] as const) {
    test(`shows words in the figure’s own font, ${font}, whatever the machine has`, async ({
      instrument,
    }) => {
      const { page } = instrument;
      await openFigureDialog(page);
      const dialog = figureDialog(page);
      await dialog.getByLabel('Font', { exact: true }).selectOption(font);
      await dialog.getByRole('checkbox', { name: 'Readouts' }).check();
      const preview = page.getByRole('img', { name: 'Preview of the figure' });
      /** Between the end of the numbers and that of the paper, points. */
      const margin = () =>
        preview.evaluate(async (host) => {
          await document.fonts.ready;
          const svg = host.shadowRoot?.querySelector('svg');
          const texts = [...(svg?.querySelectorAll<SVGTextElement>('#readouts text') ?? [])];
          const rights = texts.map((text) => text.getBBox()).map(({ x, width }) => x + width);
          return (svg?.viewBox.baseVal.width ?? 0) - Math.max(...rights);
        });
      await expect.poll(margin).toBeCloseTo(0.25 * 9, 0);
    });
  }

  test('copies the figure to the clipboard, as pixels and as SVG', async ({ instrument }) => {
    const { page } = instrument;
    const types = () =>
      page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => [...item.types]));
    await openFigureDialog(page);
    await figureDialog(page).getByRole('button', { name: 'Copy as PNG' }).click();
    await expect(page.getByText('The figure is on the clipboard, as PNG.')).toBeVisible();
    expect(await types()).toEqual(['image/png']);
    await figureDialog(page).getByRole('button', { name: 'Copy as SVG' }).click();
    await expect(page.getByText('The figure is on the clipboard, as SVG.')).toBeVisible();
    expect(await types()).toEqual(expect.arrayContaining(['image/svg+xml', 'text/plain']));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<\?xml[\s\S]+<\/svg>\s*$/);
  });

  for (const format of ['SVG', 'PDF', 'PNG'] as const) {
    test(`a figure as ${format}, dropped on the window, opens the session that it is of`, async ({
      instrument,
    }) => {
      const { page } = instrument;
      await page.getByLabel('v, component 1').fill('1');
      await page.keyboard.press('Enter');
      const before = await instrument.save();
      await openFigureDialog(page);
      const { name, bytes } = await exported(page, format);
      await page.keyboard.press('Escape');
      expect(sessionOfFigure(bytes, name)).toEqual(before.document);
      await instrument.command('Makelov');
      const folder = await mkdtemp(join(tmpdir(), 'nullscope-figure-'));
      await writeFile(join(folder, name), bytes);
      await dropFiles(page, [join(folder, name)]);
      await expect(page.getByRole('heading', { name: before.document.title, exact: true })).toBeVisible();
      const after = await instrument.save();
      expect(after.document).toEqual(before.document);
      await rm(folder, { recursive: true });
    });
  }

  test('a picture without a session is refused with a sentence, and nothing is lost', async ({
    instrument,
  }) => {
    const { page } = instrument;
    const folder = await mkdtemp(join(tmpdir(), 'nullscope-figure-'));
    await writeFile(join(folder, 'cat.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await dropFiles(page, [join(folder, 'cat.svg')]);
    await expect(page.getByRole('alert')).toContainText('cat.svg: no session is in this figure');
    await expect(page.getByRole('heading', { name: 'Notebook toy' })).toBeVisible();
    await rm(folder, { recursive: true });
  });

  test('makes an animation, tells how far it is, and stops when it is told to', async ({ instrument }) => {
    const { page } = instrument;
    await openFigureDialog(page);
    const dialog = figureDialog(page);
    await dialog.getByText('Animation', { exact: true }).click();
    await dialog.getByLabel('Frames', { exact: true }).fill('600');
    await dialog.getByRole('button', { name: 'Export animation' }).click();
    await expect(dialog.getByRole('progressbar', { name: 'Animation' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await expect(dialog.getByRole('button', { name: 'Export animation' })).toBeVisible();
    await dialog.getByLabel('Frames', { exact: true }).fill('4');
    await dialog.getByLabel('Width, px').fill('160');
    const { name, bytes } = await saved(page, 'Export animation');
    expect(name).toBe('Notebook toy.gif');
    expect(bytes.toString('latin1', 0, 6)).toBe('GIF89a');
  });
});
