import { solveBelow } from './cholesky.ts';
import type { Task } from './crew.ts';
import { passPart } from './eigenvalues.ts';
import { addTileRows, packChunk } from './gram.ts';
import { pairDotsTask } from './pairDots.ts';
import { passTasks } from './passes.ts';
import { solveLowerRows, solveUpperRows } from './solve.ts';
import { updateTrailingRows } from './trailingUpdate.ts';

/** Everything that threads can share, by name. */
export const tasks = {
  addTileRows,
  ...passTasks,
  pairDots: pairDotsTask,
  packChunk,
  passPart,
  solveBelow,
  solveLowerRows,
  solveUpperRows,
  updateTrailingRows,
} as const satisfies TaskTable;

/** The names of the tasks. */
export type TaskName = keyof typeof tasks;

/** Tasks by name, in the same order in every thread. */
export type TaskTable = Readonly<Record<string, Task>>;
