import { threadId } from 'node:worker_threads';
import type { Task } from '#core/kernels/crew.ts';
import { tasks } from '#core/kernels/tasks.ts';

/** Waits until so many threads are here: then each of them has an item. */
function meet(memory: WebAssembly.Memory, at: number, threads: number): void {
  const word = new Int32Array(memory.buffer, at, 1);
  if (Atomics.add(word, 0, 1) + 1 === threads) Atomics.notify(word, 0);
  for (let here = Atomics.load(word, 0); here < threads; here = Atomics.load(word, 0)) {
    Atomics.wait(word, 0, here, 10_000);
  }
}

/** Adds 1 to number `item` at a pointer. */
const count: Task = ({ arena }, item, [at]) => {
  const entry = arena.f64((at as number) + 8 * item, 1);
  entry[0] = (entry[0] as number) + 1;
};

/** Once all threads are there, writes the number of the thread that has the item. */
const sign: Task = ({ arena }, item, [at, word, threads]) => {
  meet(arena.memory, word as number, threads as number);
  arena.f64((at as number) + 8 * item, 1)[0] = threadId;
};

/** Once all threads are there, throws in the one with this number. */
const fail: Task = ({ arena }, _, [word, threads, bad]) => {
  meet(arena.memory, word as number, threads as number);
  if (threadId === bad) throw new Error(`thread ${bad} is too hot`);
};

/** Once all threads are there, never ends in the one with this number. */
const hang: Task = ({ arena }, _, [word, threads, bad]) => {
  meet(arena.memory, word as number, threads as number);
  if (threadId === bad) Atomics.wait(new Int32Array(arena.memory.buffer, word, 1), 0, threads as number);
};

/** The tasks of the kernels, and those that only tests need. */
export const table = { ...tasks, count, sign, fail, hang };
