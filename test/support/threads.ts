import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { build, type Rolldown } from 'vite';
import type { Crew } from '#core/kernels/crew.ts';
import type { Invitation } from '#core/kernels/follower.ts';
import { lead } from '#core/kernels/leader.ts';
import type { TaskName } from '#core/kernels/tasks.ts';
import { table } from './crewTasks.ts';
import { type BuildName, kernelsAndTwin, read } from './kernels.ts';

/** `crewThread.ts` as one script. */
async function followerScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: 'test/support/crewThread.ts',
      write: false,
      rolldownOptions: { output: { format: 'cjs' } },
    },
  });
  return (built as Rolldown.RolldownOutput).output[0].code;
}

/** A crew that also does the tasks of the tests. */
export interface TestCrew extends Crew {
  run(task: TaskName | keyof typeof table, items: number, args: readonly number[]): void;
}

/** Makes crews of real threads: `close` ends them all. */
export async function threads(name: BuildName) {
  const script = await followerScript();
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
