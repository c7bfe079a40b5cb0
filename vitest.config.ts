import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Decompositions that the tests' workers keep: in a folder of this run's, not in the user's.
process.env['XDG_CACHE_HOME'] = join(tmpdir(), `nullscope-test-${process.pid}`);

/** The tests of what has to be built before it runs. */
const BUILT = [
  'test/{electron,cli}/**/*.test.ts',
  'test/core/kernels/**/*.test.ts',
  'test/core/projector/gram/**/*.test.ts',
];

/**
 * Unit and property tests. Those of the two shells and of the kernels run what was built (Electron's own
 * module is then a double: its runtime is not needed), so they build first what changed.
 */
export default defineConfig({
  test: {
    setupFiles: ['./test/support/setup.ts'],
    // One fewer than there are processors by default: half of them where there are two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
    restoreMocks: true,
    // Properties over many instances take seconds where other work runs beside them.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{bench,e2e,renderer}/**', ...BUILT],
          // What is pure holds nothing from one file to the next, so its modules are loaded once.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['./test/support/setup.ts', './test/support/setupRenderer.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'built',
          include: BUILT,
          globalSetup: ['./test/support/build.ts'],
        },
      },
    ],
  },
});
