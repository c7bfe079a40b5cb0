import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { beforeAll, expect, test } from 'vitest';
import type { Job } from '#core/engine/worker.ts';
import { builds, read } from '#test/support/kernels.ts';
import { firstProgress, realJobs } from '#test/support/realJobs.ts';
import { threadScript } from '#test/support/threadScript.ts';

let script = '';
beforeAll(async () => {
  script = await threadScript('jobThread');
});

/** Jobs whose threads are three to a computation, or another number. */
const jobsWith = (threads = 3) => {
  const binary = read(builds.at(-1) ?? 'plain');
  const workerData = { threads, binaries: { fused: binary, plain: binary } };
  return realJobs(() => new Worker(script, { eval: true, workerData }));
};

/** So many Gram matrices, of which each takes some milliseconds. */
const grams = (times: number): Job => ({ name: 'evaluate', args: { text: String(times), expect: 'scalar' } });
const FOR_EVER = 1e9;

/** Runs a job without an end until all its threads are at work. */
async function atWork({ jobs, threads, online }: ReturnType<typeof realJobs>, signal?: AbortSignal) {
  const first = firstProgress();
  let onProgress = first.onProgress;
  const found = jobs.run(grams(FOR_EVER), { ...(signal ? { signal } : {}), onProgress: () => onProgress() });
  // Whoever waits for it comes later.
  found.catch(() => undefined);
  await first.heard;
  expect(threads).toHaveLength(3);
  await Promise.all(online);
  const next = firstProgress();
  onProgress = next.onProgress;
  await next.heard;
  return { found, ended: Promise.all(threads.map((thread) => once(thread, 'exit'))) };
}

test('the threads of a job find together what one finds alone, and are kept for the next job', async () => {
  const { jobs, threads } = jobsWith(3);
  const expected = await jobsWith(1).jobs.run(grams(5), {});
  for (let i = 0; i < 3; i++) expect(await jobs.run(grams(5), {})).toEqual(expected);
  expect(threads).toHaveLength(3);
});

test('a job that asks for no crew gets no further threads', async () => {
  const { jobs, threads } = jobsWith(3);
  await jobs.run({ name: 'parseSession', args: { name: 'a', text: '' } }, {}).catch(() => undefined);
  expect(threads).toHaveLength(1);
});

test.each([0, 1, 2])(
  'when thread %i dies its job ends with an error, all others end, and the next job is done',
  async (index) => {
    const real = jobsWith(3);
    const { found, ended } = await atWork(real);
    await real.threads[index]?.terminate();
    await expect(found).rejects.toMatchObject({
      code: 'fault',
      message: 'The computation stopped: its thread ended with 1.',
    });
    await ended;
    expect(await real.jobs.run(grams(1), {})).toEqual(await jobsWith(1).jobs.run(grams(1), {}));
    expect(real.threads).toHaveLength(6);
  },
);

test('when a job is cancelled all its threads end, in the middle of their work', async () => {
  const controller = new AbortController();
  const { found, ended } = await atWork(jobsWith(3), controller.signal);
  controller.abort();
  await expect(found).rejects.toMatchObject({ code: 'cancelled' });
  await ended;
});
