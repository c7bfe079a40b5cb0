import { parseArgs } from 'node:util';
import { build } from './build.mjs';

/**
 * `npm run bench [-- window | projector] [-- --json] [--only text] [--rounds n]`: measures, and prints each figure
 * beside its peer's.
 */
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, rounds: { type: 'string' } },
  allowPositionals: true,
});
const suites = { window: '../test/bench/window.mjs', projector: '../test/bench/projector.mjs' };
const suite = positionals[0] ?? 'window';
if (!(suite in suites)) {
  console.error(`There is no bench “${suite}”; there are: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
  console.error(`--rounds is a positive whole number, not “${values.rounds}”.`);
  process.exit(2);
}
await build();
const { run } = await import(suites[suite]);
const report = await run({ only: values.only, rounds });
if (values.json) console.log(JSON.stringify({ suite, ...report }, null, 2));
else {
  for (const line of [report.skipped, report.note]) if (line) console.log(line);
  for (const line of report.rows.map(format)) console.log(line);
}

function format({ name, own, peer, ratio, target, memory }) {
  const figure = `${name.padEnd(66)}${Number(own.toPrecision(4))}`;
  if (peer === undefined) return figure;
  return [
    `${figure}  peer ${Number(peer.toPrecision(4))}  ratio ${ratio.toFixed(2)}`,
    target && `(target: ${target})`,
    memory && `peak memory ${Math.round(memory)} MiB`,
  ]
    .filter(Boolean)
    .join('  ');
}
