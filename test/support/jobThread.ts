import { parentPort, workerData } from 'node:worker_threads';
import { type Computations, computations } from '#core/engine/computations.ts';
import { type JobPort, serveJobs } from '#core/engine/worker.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { addGram } from '#core/kernels/gram.ts';
import { TILES } from '#core/kernels/tiles.ts';
import { randomMatrix } from './matrices.ts';

const [ROWS, COLUMNS] = [512, 768];

/** A Gram matrix, added up so many times, and the sum of its entries. */
function grams(crew: Crew, times: number, onProgress?: (fraction: number) => void): number {
  const { arena } = crew;
  return arena.scope(() => {
    const from = arena.take(8 * ROWS * COLUMNS);
    arena.f64(from, ROWS * COLUMNS).set(randomMatrix(ROWS, COLUMNS, 1));
    const at = arena.take(8 * COLUMNS * COLUMNS);
    arena.f64(at, COLUMNS * COLUMNS).fill(0);
    for (let i = 0; i < times; i++) {
      addGram(
        crew,
        TILES.doubleSmall,
        { from, type: 'f64', lead: COLUMNS, transposed: false, rows: ROWS, columns: COLUMNS, scales: 0 },
        { at, lead: COLUMNS },
      );
      onProgress?.((i + 1) / times);
    }
    return arena.f64(at, COLUMNS * COLUMNS).reduce((sum, x) => sum + x, 0);
  });
}

/** `evaluate` computes so many Gram matrices as its text says, with the worker's crew. */
const table: Computations = {
  ...computations,
  evaluate: ({ text }, { crew, onProgress } = {}) => {
    const times = Number(text);
    // A stage of its own for each: then each is told of.
    const sum = grams(crew?.() as Crew, times, (fraction) =>
      onProgress?.({ stage: `${fraction * times}`, fraction }),
    );
    return { value: [[sum]] };
  },
};

// A job worker in a thread of its own, whose computations share their work.
serveJobs(
  parentPort as JobPort,
  {
    threads: workerData.threads,
    binaries: () => workerData.binaries,
    factors: null,
    openFile: () => {
      throw new Error('no files here');
    },
    figures: {
      read: () => {
        throw new Error('no fonts here');
      },
      pdf: () => Promise.reject(new Error('no PDFs here')),
    },
    hash: () => '',
    log: (fault) => console.error(fault),
  },
  table,
);
