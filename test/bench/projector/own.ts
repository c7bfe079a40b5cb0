import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { certified } from './certified.ts';
import { startCrew } from './crew.ts';
import { firstAnswerOf } from './firstAnswer.ts';
import { nextDirection } from './nextDirection.ts';
import { pairScalars } from './pairScalars.ts';
import { spectrum } from './spectrum.ts';
import type { Step } from './step.ts';

/**
 * Our side: `own.js STEP FOLDER` takes one step on the folder's data for a turn for each line that it reads, and
 * answers each as `peer.py` does, with the peak memory of this process so far in MiB.
 */
const STEPS: Readonly<Record<string, Step>> = {
  certified,
  firstAnswer: firstAnswerOf('W.npy', 'f32'),
  firstAnswerBf16: firstAnswerOf('W.bf16.npy', 'bf16'),
  nextDirection,
  pairScalars,
  spectrum,
};

/** As the peer's turns. */
const TURN_MS = 250;

const [name, folder] = process.argv.slice(2) as [string, string];
const step = STEPS[name];
if (!step) throw new Error(`There is no step “${name}”; there are: ${Object.keys(STEPS).join(', ')}.`);
const measured = step(await startCrew(), folder);
for await (const _ of createInterface({ input: process.stdin })) {
  const times: number[] = [];
  let value = 0;
  for (const end = performance.now() + TURN_MS; times.length === 0 || performance.now() < end; ) {
    const begin = performance.now();
    value = measured();
    times.push(performance.now() - begin);
  }
  const ms = times.sort((a, b) => a - b)[times.length >> 1];
  console.log(JSON.stringify({ ms, memory: peakMemory(), value }));
}

/** Of Linux, where `resourceUsage` would count what this process shared with its parent before it began. */
function peakMemory(): number {
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(peak?.[1]) / 1024;
}
