import { existsSync } from 'node:fs';
import { _electron, expect, test } from '@playwright/test';

const runtime = existsSync('node_modules/electron/path.txt');

test('the desktop window opens on the toy', async () => {
  test.skip(!runtime, 'Electron’s runtime is not installed on this machine');
  const app = await _electron.launch({ args: ['.'] });
  const page = await app.firstWindow();
  await expect(page.getByTestId('viewport')).toHaveAttribute('data-ready', 'true');
  await expect(page.getByRole('button', { name: 'missing effect: 0.600. Copy' })).toBeVisible();
  expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false);
  await app.close();
});
