import type { Arena } from './arena.ts';
import type { TaskName } from './tasks.ts';
import type { Kernels } from './types.ts';

/** What a thread works with: its kernels, and room of its own in the memory that all share. */
export interface Hand {
  readonly kernels: Kernels;
  readonly arena: Arena;
}

/** A piece of work of a thread: item `item` of the work that `args` describe, numbers and pointers. */
export type Task = (hand: Hand, item: number, args: readonly number[]) => void;

/** Threads over one memory, of which the caller's is one. */
export interface Crew extends Hand {
  /** How many there are, the caller's included. */
  readonly threads: number;
  /**
   * Does the items 0, …, items − 1 of a task, each once and by whichever thread is free, and returns when all are
   * done. No result may depend on which thread does an item. Throws where a thread failed or does not answer.
   */
  run(task: TaskName, items: number, args: readonly number[]): void;
}
