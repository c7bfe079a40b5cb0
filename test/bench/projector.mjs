import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { findNode } from './node/node.mjs';
import { startChild } from './projector/child.mjs';

/**
 * The decomposition of W and what follows from it, against the reference notebook in torch with OpenBLAS, on as
 * many threads. Each side takes a step in a process of its own; the processes take turns.
 */
const here = fileURLToPath(new URL('./projector/', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const output = join(root, 'dist/bench/projector');

/** Steps by the data that they are measured on: [name, our step, the peer's, least ratio, aim]. */
const GROUPS = [
  {
    size: { d: 3072, m: 768, pairs: 1 },
    rounds: 15,
    rows: [
      ['3072 × 768, load and every output, certified', 'certified', 'notebook', 1.5, 2.6],
      ['3072 × 768, load and every output, first answer', 'firstAnswer', 'notebook', 5, 8],
      ['3072 × 768, certified beside scipy’s Gram and Cholesky', 'certified', 'gramCholesky'],
      ['3072 × 768, next direction', 'nextDirection', 'nextDirection', 25, 60],
      ['3072 × 768, singular values', 'spectrum', 'spectrum', 1.5, 2.3],
      ['3072 × 768, the same beside scipy’s Gram and eigenvalues', 'spectrum', 'gramSpectrum'],
    ],
  },
  {
    size: { d: 3072, m: 768, pairs: 10_000 },
    rounds: 7,
    rows: [
      ['10,000 pairs, every scalar', 'pairScalars', 'pairs', 40, 50],
      ['10,000 pairs, the same beside torch’s scalars alone', 'pairScalars', 'pairScalars'],
    ],
  },
  {
    size: { d: 14336, m: 4096, pairs: 1 },
    rounds: 3,
    rows: [
      ['14336 × 4096, load and every output, certified', 'certified', 'notebook', 1.0, 1.2],
      ['14336 × 4096 in bfloat16, first answer', 'firstAnswerBf16', 'notebookBf16', 15, 'the memory’s pace'],
    ],
  },
];

/** How far the two sides' values may be apart: the peer computes in float32. */
const AGREEMENT = 1e-3;

/** Threads of a product spin for some ten milliseconds after its end, and would disturb the other side. */
const SETTLE_MS = 100;

const PYTHONS = ['/usr/bin/python3', 'python3'];

/**
 * Runs the bench; returns rows of `{ name, own, peer, ratio, target, memory }`: medians in milliseconds, how many
 * times as long the peer takes, and the peak memory of our process in MiB. `only` keeps the rows whose name holds
 * it; `rounds` is how often each step is taken. `skipped` says why there are no rows where there is no peer.
 */
export async function run({ only = '', rounds } = {}) {
  const python = PYTHONS.find((path) => spawnSync(path, ['-c', 'import scipy, torch']).status === 0);
  if (!python)
    return { rows: [], skipped: 'Python with torch and scipy is not installed: there is no peer.' };
  const node = findNode();
  await bundle();
  const folder = temporaryFolder();
  try {
    const rows = [];
    for (const group of GROUPS) {
      const kept = group.rows.filter(([name]) => name.includes(only));
      if (kept.length === 0) continue;
      const data = writeData(python, folder, group.size);
      rows.push(...(await measure(kept, sides(node.path, python, data), rounds ?? group.rounds)));
      rmSync(data, { recursive: true });
    }
    return { rows, ...(node.note && { note: node.note }) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const bundle = () =>
  build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      rolldownOptions: { input: ['own.ts', 'follower.ts'].map((file) => join(here, file)) },
      outDir: output,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
    },
  });

/** A folder that is gone when this process ends, interrupted or not. */
function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'nullscope-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  return folder;
}

function writeData(python, folder, { d, m, pairs }) {
  const data = join(folder, [d, m, pairs].join('-'));
  mkdirSync(data);
  const { status } = spawnSync(python, [join(here, 'data.py'), data, d, m, pairs], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the data of the bench could not be written');
  return data;
}

/** How a process of each side is started for a step. */
function sides(node, python, data) {
  const threads = String(availableParallelism());
  const peer = { OPENBLAS_NUM_THREADS: threads, OMP_NUM_THREADS: threads };
  return {
    own: (step) => startChild(node, [join(output, 'own.js'), step, data]),
    peer: (step) => startChild(python, [join(here, 'peer.py'), step, data], peer),
  };
}

/** The rows' figures: each distinct step of either side is taken once a round, one after another. */
async function measure(rows, { own, peer }, rounds) {
  const steps = {
    own: new Map(rows.map(([, step]) => [step, { start: own, answers: [] }])),
    peer: new Map(rows.map(([, , step]) => [step, { start: peer, answers: [] }])),
  };
  const all = [...steps.own, ...steps.peer].map(([name, { start, answers }]) => ({
    child: start(name),
    answers,
  }));
  try {
    for (let round = 0; round < rounds; round++) {
      for (const { child, answers } of all) {
        answers.push(await child.next());
        await pause(SETTLE_MS);
      }
    }
  } finally {
    for (const { child } of all) child.stop();
  }
  return rows.map(([name, ownStep, peerStep, least, aim]) =>
    row(name, steps.own.get(ownStep).answers, steps.peer.get(peerStep).answers, least, aim),
  );
}

function row(name, own, peer, least, aim) {
  const [a, b] = [own, peer].map((answers) => median(answers.map(({ ms }) => ms)));
  const [x, y] = [own, peer].map((answers) => answers[0].value);
  if (!(Math.abs(x - y) <= AGREEMENT * Math.abs(y))) throw new Error(`${name}: we find ${x}, the peer ${y}`);
  return {
    name: `${name}, ms`,
    own: a,
    peer: b,
    ratio: b / a,
    ...(least && { target: `peer / own ≥ ${least}, aim ${aim}` }),
    memory: own.at(-1).memory,
  };
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
