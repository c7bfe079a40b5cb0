import { test as base, type Page } from '@playwright/test';
import { type Host, startHost } from './host.ts';
import { Instrument } from './instrument.ts';

interface Fixtures {
  /** False leaves the drawing out, where a test is about the rest of the window: that is much faster. */
  readonly drawn: boolean;
  /** The window, opened on the toy and ready; its console must stay clean. */
  readonly instrument: Instrument;
}

interface WorkerFixtures {
  readonly host: Host;
}

/** Messages of three.js or Chromium that are no fault of the window. */
const HARMLESS = [/GPU stall due to ReadPixels/, /Automatic fallback to software WebGL/];

/** Collects what a page complains about. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (!HARMLESS.some((pattern) => pattern.test(text))) complaints.push(`${message.type()}: ${text}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  return complaints;
}

/** Tests against one web host per worker. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  drawn: [true, { option: true }],
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright demands a destructured argument
    async ({}, use) => {
      const host = await startHost();
      await use(host);
      await host.stop();
    },
    { scope: 'worker' },
  ],
  instrument: async ({ page, host, drawn }, use) => {
    const complaints = complaintsOf(page);
    const instrument = new Instrument(page, host);
    await instrument.open(drawn ? '' : '?picture=off');
    await use(instrument);
    base.expect(complaints, 'a clean console').toEqual([]);
  },
});

export { expect } from '@playwright/test';
