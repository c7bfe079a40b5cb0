import type { Task } from './crew.ts';

/** Everything that threads can share, by name. */
export const tasks = {} as const satisfies Record<string, Task>;

export type TaskName = keyof typeof tasks;
