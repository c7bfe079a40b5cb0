import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Crew } from '#core/kernels/crew.ts';
import type { Invitation } from '#core/kernels/follower.ts';
import { lead } from '#core/kernels/leader.ts';
import type { TaskName } from '#core/kernels/tasks.ts';
import { table } from './crewTasks.ts';
import { type BuildName, kernelsAndTwin, read } from './kernels.ts';
import { threadScript } from './threadScript.ts';

/** A crew that also does the tasks of the tests. */
export interface TestCrew extends Crew {
  run(task: TaskName | keyof typeof table, items: number, args: readonly number[]): void;
}

/** Makes crews of real threads: `close` ends them all. */
export async function threads(name: BuildName) {
  const script = await threadScript('crewThread');
  const started: Worker[] = [];

  async function follower(invitation: Invitation): Promise<Worker> {
    const worker = new Worker(script, { eval: true, workerData: { invitation, binary: read(name) } });
    started.push(worker);
    await once(worker, 'message');
    return worker;
  }

  return {
    /** A crew over a fresh memory whose followers are all there. */
    async crew(size: number, patience = 10_000) {
      const { arena, kernels } = kernelsAndTwin(name);
      const { crew, invitations } = lead(kernels, arena, size, { patience, table });
      const followers = await Promise.all(invitations.map(follower));
      return { crew: crew as TestCrew, kernels, arena, followers };
    },
    close: () => Promise.all(started.map((worker) => worker.terminate())),
  };
}
