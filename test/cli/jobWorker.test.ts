import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Progress } from '#core/engine/contract.ts';
import { openControl } from '#core/kernels/control.ts';
import type { Invitation } from '#core/kernels/follower.ts';
import { lead } from '#core/kernels/leader.ts';
import { tasks } from '#core/kernels/tasks.ts';
import { largeDocument } from '#test/support/instance.ts';
import { builds, kernelsAndTwin, read } from '#test/support/kernels.ts';
import { firstProgress, realJobs } from '#test/support/realJobs.ts';
import { until } from '#test/support/until.ts';

const builtWorker = (): Worker => new Worker('./dist/cli/jobWorker.js');
const job = (d: number) => ({ name: 'analyze', args: { document: largeDocument(d) } }) as const;

test('a thread finds what core finds, and tells its progress', async () => {
  const { jobs, threads } = realJobs(builtWorker);
  const heard: Progress[] = [];
  const onProgress = (progress: Progress): void => void heard.push(progress);
  const found = await jobs.run(job(300), { onProgress });
  expect(found).toEqual({ analysis: analyze(largeDocument(300)) });
  expect(heard.length).toBeGreaterThan(0);
  await jobs.run(job(30), {});
  expect(threads).toHaveLength(1);
});

test('a thread that computes is ended when its job is cancelled, and the next job gets another', async () => {
  const { jobs, threads } = realJobs(builtWorker);
  const controller = new AbortController();
  const { onProgress, heard } = firstProgress();
  const running = jobs.run(job(300), { signal: controller.signal, onProgress });
  await heard;
  const ended = vi.fn();
  threads[0]?.on('exit', ended);
  controller.abort();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await until(() => expect(ended).toHaveBeenCalled());
  expect(await jobs.run(job(30), {})).toEqual({ analysis: analyze(largeDocument(30)) });
  expect(threads).toHaveLength(2);
});

test('a thread that dies ends its job with an error, and the next job gets another', async () => {
  const { jobs, threads } = realJobs(builtWorker);
  const { onProgress, heard } = firstProgress();
  const running = jobs.run(job(450), { onProgress });
  const failed = expect(running).rejects.toMatchObject({
    code: 'fault',
    message: expect.stringContaining('stopped'),
  });
  await heard;
  await threads[0]?.terminate();
  await failed;
  expect(await jobs.run(job(30), {})).toEqual({ analysis: analyze(largeDocument(30)) });
});

test('a thread that is told to follow another one does what that one posts', async () => {
  const build = builds.at(-1) ?? 'plain';
  const { arena, kernels } = kernelsAndTwin(build);
  const [invitation] = lead(kernels, arena, 2).invitations as [Invitation];
  const thread = builtWorker();
  onTestFinished(async () => void (await thread.terminate()));
  thread.postMessage({ invitation, binary: read(build) });
  await once(thread, 'online');

  // 200 right-hand sides of 2 x = 6, none of them solved by this thread.
  const [l, b] = [arena.take(8), arena.take(8 * 200)];
  arena.f64(l, 1)[0] = 2;
  arena.f64(b, 200).fill(6);
  const control = openControl(invitation.control);
  control.post(Object.keys(tasks).indexOf('solveLowerRows'), 4, [l, 1, 1, b, 200]);
  expect(control.allDone(4, 10_000)).toBe(true);
  expect(control.failure()).toBeNull();
  expect(arena.f64(b, 200).every((x) => x === 3)).toBe(true);
});
