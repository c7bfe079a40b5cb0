import fc from 'fast-check';
import { afterEach, beforeEach, expect, vi } from 'vitest';

/** CI judges a change by the same random instances each time; at a desk they are new ones. */
if (process.env['CI']) fc.configureGlobal({ seed: 20231130 });

/** No test may complain on the console unless it says so itself (by its own spy). */
const complaints: unknown[][] = [];

beforeEach(() => {
  complaints.length = 0;
  for (const kind of ['error', 'warn'] as const) {
    vi.spyOn(console, kind).mockImplementation((...words) => void complaints.push(words));
  }
});

afterEach(() => {
  expect(complaints, 'what was said on the console').toEqual([]);
});
