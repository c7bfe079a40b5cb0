import { parseArgs } from 'node:util';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';

/** `npm run bench [-- window] [-- --json]`: measures, and prints each figure beside its peer's. */
const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const suites = { window: '../test/bench/window.mjs' };
const suite = positionals[0] ?? 'window';
if (!(suite in suites)) {
  console.error(`There is no bench “${suite}”; there are: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}
await build();
const { run } = await import(suites[suite]);
const rows = await run(await findBrowser());
if (values.json) console.log(JSON.stringify({ suite, rows }, null, 2));
else for (const line of rows.map(format)) console.log(line);

function format({ name, window, peer, ratio, target }) {
  const own = Number(window.toPrecision(4));
  if (peer === undefined) return `${name.padEnd(64)}${own}`;
  return `${name.padEnd(64)}${own}  peer ${Number(peer.toPrecision(4))}  ratio ${ratio.toFixed(2)}  (target: ${target})`;
}
