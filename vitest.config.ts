import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Unit and property tests. The `electron` module is a double: its runtime is not needed to test the shell. */
export default defineConfig({
  resolve: { alias: { electron: path('./test/support/electronDouble.ts') } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/bench/**'],
    setupFiles: ['./test/support/setup.ts'],
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
    restoreMocks: true,
  },
});
