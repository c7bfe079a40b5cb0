import type { Arena } from './arena.ts';
import type { TaskName } from './tasks.ts';
import type { Kernels } from './types.ts';

/** What a thread works with: its kernels, and room of its own in the memory that all share. */
export interface Hand {
  readonly kernels: Kernels;
  readonly arena: Arena;
}

/**
 * A piece of work of a thread: item `item` of the work that `args` describe, numbers and pointers. What it
 * takes from its hand's arena, `SCRATCH` bytes at most, is given back when it ends.
 */
export type Task = (hand: Hand, item: number, args: readonly number[]) => void;

/** Bytes that a task may take from its hand's arena. What needs more is taken by the caller and given in `args`. */
export const SCRATCH = 64 * 1024;

/** Threads over one memory, of which the caller's is one. */
export interface Crew extends Hand {
  /** How many there are, the caller's included. */
  readonly threads: number;
  /**
   * Does the items 0, …, items − 1 of a task, each once and by whichever thread is free, and returns when all are
   * done. They are begun from the last one on, which should be the largest: then all threads end at about the
   * same time. No result may depend on which thread does an item. Throws a `CrewError` where a thread failed or
   * does not answer.
   */
  run(task: TaskName, items: number, args: readonly number[]): void;
}

/** A thread of a crew failed or does not answer: what the crew was working on is lost, and the crew with it. */
export class CrewError extends Error {
  override readonly name = 'CrewError';
}
