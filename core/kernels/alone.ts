import type { Arena } from './arena.ts';
import type { Crew } from './crew.ts';
import { tasks } from './tasks.ts';
import type { Kernels } from './types.ts';

/** A crew of the caller's thread alone. */
export function alone(kernels: Kernels, arena: Arena): Crew {
  const hand = { kernels, arena };
  return {
    ...hand,
    threads: 1,
    run(task, items, args) {
      for (let item = items - 1; item >= 0; item--) arena.scope(() => tasks[task](hand, item, args));
    },
  };
}
