import type { Page } from '@playwright/test';

/** Drops a file on the window, as a file manager does. */
export async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName, { type: 'application/json' }));
      return transfer;
    },
    [name, text] as const,
  );
  await page.dispatchEvent('.window', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('.window', 'drop', { dataTransfer: data });
}
