import { readFile, rm } from 'node:fs/promises';

const report = (name) => new URL(`../test-results/${name}`, import.meta.url);

async function read(name) {
  try {
    return JSON.parse(await readFile(report(name), 'utf8'));
  } catch {
    return null;
  }
}

/** Removes the reports of an earlier run, so that they are not counted. */
export const forget = () =>
  Promise.all(['unit.json', 'e2e.json'].map((name) => rm(report(name), { force: true })));

/** What both test runners counted, where they ran: { passed, failed, skipped }. */
export async function counts() {
  const unit = await read('unit.json');
  const e2e = (await read('e2e.json'))?.stats;
  return {
    passed: (unit?.numPassedTests ?? 0) + (e2e ? e2e.expected + e2e.flaky : 0),
    failed: (unit?.numFailedTests ?? 0) + (e2e?.unexpected ?? 0),
    skipped: (unit ? unit.numPendingTests + unit.numTodoTests : 0) + (e2e?.skipped ?? 0),
  };
}
