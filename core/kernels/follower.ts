import { arenaOver } from './arena.ts';
import { type Control, openControl } from './control.ts';
import type { Hand, Task } from './crew.ts';
import { type TaskTable, tasks } from './tasks.ts';
import type { Kernels, Pointer } from './types.ts';

/** What a thread is given to follow a leader with: it can be posted to another thread. */
export interface Invitation {
  readonly memory: WebAssembly.Memory;
  /** The control block. */
  readonly control: SharedArrayBuffer;
  /** Its own stretch of the memory: the tasks' scratch. */
  readonly scratch: { readonly from: Pointer; readonly end: Pointer };
}

/** Does items of what is posted until none is left. What goes wrong is said in the control block. */
export function work(control: Control, hand: Hand, table: readonly Task[]): void {
  for (let item = control.claim(); item >= 0; item = control.claim()) {
    let error: string | undefined;
    if (!control.failed()) {
      const { task, args } = control.posted();
      try {
        hand.arena.scope(() => (table[task] as Task)(hand, item, args));
      } catch (thrown) {
        error = thrown instanceof Error ? thrown.message : String(thrown);
      }
    }
    control.finish(error);
  }
}

/**
 * Does its share of whatever the leader posts, for as long as the thread lives: it never returns, and is ended
 * from outside. `kernels` are over the invitation's memory; `table` is for tests.
 */
export function follow(
  { memory, control: block, scratch }: Invitation,
  kernels: Kernels,
  table: TaskTable = tasks,
): never {
  const hand = { kernels, arena: arenaOver(memory, scratch.from, scratch.end) };
  const control = openControl(block);
  const list = Object.values(table);
  for (;;) {
    const epoch = control.epoch();
    work(control, hand, list);
    control.nextPost(epoch);
  }
}
