import { vi } from 'vitest';

/** Resolves once an assertion holds. The time is for a machine that is busy with other things; what holds is seen at once. */
export const until = (assertion: () => void): Promise<void> => vi.waitFor(assertion, { timeout: 20_000 });
