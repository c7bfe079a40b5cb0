import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';

/** The dialog of figures. */
export const figureDialog = (page: Page) => page.getByRole('dialog', { name: 'Export figure' });

/** Opens the dialog by its shortcut, and waits until the preview is there. */
export async function openFigureDialog(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+E');
  await expect(page.getByRole('img', { name: 'Preview of the figure' })).toHaveAttribute(
    'data-ready',
    'true',
  );
}

/** What a press on a button of the dialog lets the user save. */
export async function saved(
  page: Page,
  button: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await figureDialog(page).getByRole('button', { name: button, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Exports in a format, in the dialog that is open. */
export async function exported(page: Page, format: 'SVG' | 'PDF' | 'TikZ' | 'PNG') {
  await figureDialog(page).getByRole('radio', { name: format, exact: true }).check({ force: true });
  return saved(page, `Export ${format}`);
}

/** The figure as it is copied by its shortcut: a PNG. */
export async function copied(page: Page): Promise<Buffer> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.keyboard.press('Control+Shift+C');
  await expect(page.getByText('The figure is on the clipboard, as PNG.')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  const bytes = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const blob = await item?.getType('image/png');
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  });
  return Buffer.from(bytes);
}

/** How two pictures agree. */
export interface Likeness {
  /** The share of what is drawn in the one that has something drawn within a pixel of it in the other, both ways. */
  readonly seen: number;
  readonly drawn: number;
  /** The mean difference of all pixels, of 255. */
  readonly difference: number;
  /** Pixels with something drawn in the one. */
  readonly ink: number;
}

/**
 * Compares a screenshot with a figure that stands `offset` pixels farther right and down, each against its own paper;
 * a disc (where the window marks what is selected) is left out.
 */
export function likeness(
  page: Page,
  screenshot: Buffer,
  figure: Buffer,
  offset: number,
  without: { readonly x: number; readonly y: number; readonly radius: number },
): Promise<Likeness> {
  return page.evaluate(
    async ({ a, b, offset: shift, disc }) => {
      const pixels = async (text: string): Promise<ImageData> => {
        const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [view, drawn] = [await pixels(a), await pixels(b)];
      const { width, height } = view;
      const papers = [
        [251, 251, 249],
        [255, 255, 255],
      ];
      /** How far each pixel is from its paper. */
      const away = (image: ImageData, which: number, dx: number): Float32Array => {
        const map = new Float32Array(3 * width * height);
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            if (Math.hypot(x - disc.x, y - disc.y) < disc.radius) continue;
            for (let c = 0; c < 3; c++) {
              const at = 4 * ((y + dx) * image.width + x + dx) + c;
              map[3 * (y * width + x) + c] = (papers[which]?.[c] ?? 0) - (image.data[at] ?? 0);
            }
          }
        }
        return map;
      };
      const maps = [away(view, 0, 0), away(drawn, 1, shift)] as const;
      const INK = 40;
      const strength = (map: Float32Array, i: number): number =>
        Math.max(Math.abs(map[3 * i] ?? 0), Math.abs(map[3 * i + 1] ?? 0), Math.abs(map[3 * i + 2] ?? 0));
      const near = (map: Float32Array, x: number, y: number): boolean => {
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
            if (inside && strength(map, (y + dy) * width + x + dx) > INK / 2) return true;
          }
        }
        return false;
      };
      const found = (from: Float32Array, to: Float32Array): readonly [number, number] => {
        let [ink, met] = [0, 0];
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            if (strength(from, y * width + x) <= INK) continue;
            ink += 1;
            if (near(to, x, y)) met += 1;
          }
        }
        return [met / Math.max(1, ink), ink];
      };
      const [seen, ink] = found(maps[0], maps[1]);
      const [other] = found(maps[1], maps[0]);
      const difference =
        maps[0].reduce((sum, x, i) => sum + Math.abs(x - (maps[1][i] ?? 0)), 0) / maps[0].length;
      return { seen, drawn: other, difference, ink };
    },
    { a: screenshot.toString('base64'), b: figure.toString('base64'), offset, disc: without },
  );
}
