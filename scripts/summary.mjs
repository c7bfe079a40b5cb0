import { readFile } from 'node:fs/promises';

/** Prints what both test runners counted, as one closing line. */
const read = async (name) =>
  JSON.parse(await readFile(new URL(`../test-results/${name}`, import.meta.url), 'utf8'));
const unit = await read('unit.json');
const e2e = (await read('e2e.json')).stats;
const passed = unit.numPassedTests + e2e.expected + e2e.flaky;
const failed = unit.numFailedTests + e2e.unexpected;
const skipped = unit.numPendingTests + unit.numTodoTests + e2e.skipped;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
if (failed > 0 || passed === 0) process.exitCode = 1;
