import { spawnSync } from 'node:child_process';
import { counts, forget } from './summary.mjs';

/** `npm test`: every check, in the order of their cost; it stops at the first that fails, and counts the tests. */
const STEPS = ['test:lint', 'test:types', 'test:spec', 'build', 'test:e2e'];

const passes = (step) =>
  spawnSync('npm', ['run', '--silent', step], { stdio: 'inherit', shell: process.platform === 'win32' })
    .status === 0;

await forget();
const broken = STEPS.find((step) => !passes(step));
const { passed, failed, skipped } = await counts();
if (broken) console.log(`\n“npm run ${broken}” failed.`);
if (skipped > 0) console.log(`\n${skipped} skipped`);
if (passed + failed > 0) console.log(`${passed} passed, ${failed} failed`);
if (broken || failed > 0 || passed === 0) process.exitCode = 1;
