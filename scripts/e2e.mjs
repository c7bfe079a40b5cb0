import { spawnSync } from 'node:child_process';
import { findBrowser } from './browser.mjs';

/** `npm run test:e2e [-- options of playwright test]`: the built window in a real browser. */
try {
  const browser = await findBrowser();
  const { status } = spawnSync('npx', ['playwright', 'test', ...process.argv.slice(2)], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, NULLSCOPE_CHROMIUM: browser },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
