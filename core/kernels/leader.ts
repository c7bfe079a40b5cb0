import type { Arena } from './arena.ts';
import { controlBlock, openControl } from './control.ts';
import { type Crew, CrewError, SCRATCH } from './crew.ts';
import { type Invitation, work } from './follower.ts';
import { type TaskTable, tasks } from './tasks.ts';
import type { Kernels } from './types.ts';

/** A thread that finishes nothing for so long, in milliseconds, is taken for lost. */
const PATIENCE = 30_000;

/** How long a leader waits, and for which tasks. */
export interface LeaderOptions {
  /** How long to wait, in milliseconds, while no item is finished. 30 seconds where it is left out. */
  readonly patience?: number;
  /** The tasks, for tests. */
  readonly table?: TaskTable;
}

/** The caller's thread as the leader of a crew, and the invitations of the others. */
export interface Lead {
  readonly crew: Crew;
  readonly invitations: readonly Invitation[];
}

/**
 * A crew of so many threads, two or more. It can be used at once: a follower shares the work from the moment on
 * when it begins to follow, and what nobody shares the leader does. Takes the followers' scratch from the arena.
 */
export function lead(
  kernels: Kernels,
  arena: Arena,
  threads: number,
  { patience = PATIENCE, table = tasks }: LeaderOptions = {},
): Lead {
  const block = controlBlock();
  const control = openControl(block);
  const names = Object.keys(table);
  const list = Object.values(table);
  let lost: CrewError | null = null;
  const crew: Crew = {
    kernels,
    arena,
    threads,
    run(task, items, args) {
      if (lost) throw lost;
      if (items <= 1) {
        // Nothing to share, and nobody to wake.
        for (let item = 0; item < items; item++) arena.scope(() => table[task]?.(crew, item, args));
        return;
      }
      control.post(names.indexOf(task), items, args);
      work(control, crew, list);
      const answered = control.allDone(items, patience);
      const failure = answered ? control.failure() : 'a thread does not answer';
      if (failure === null) return;
      lost = new CrewError(failure);
      throw lost;
    },
  };
  const invitations = Array.from({ length: threads - 1 }, () => {
    const from = arena.take(SCRATCH);
    return { memory: arena.memory, control: block, scratch: { from, end: from + SCRATCH } };
  });
  return { crew, invitations };
}
