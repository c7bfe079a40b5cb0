import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Progress } from '#core/engine/contract.ts';
import type { JobWorker } from '#core/engine/host.ts';
import { createJobs } from '#core/engine/jobs.ts';
import { largeDocument } from '#test/support/instance.ts';

/** Jobs over threads of the built worker. */
function realJobs() {
  const threads: Worker[] = [];
  const jobs = createJobs((): JobWorker => {
    const thread = new Worker('./dist/cli/jobWorker.js');
    threads.push(thread);
    return {
      post: (message) => thread.postMessage(message),
      onMessage: (listener) => void thread.on('message', listener),
      onFailure: (listener) => void thread.on('exit', (code) => listener(`its thread ended with ${code}`)),
      terminate: () => void thread.terminate(),
    };
  });
  onTestFinished(() => jobs.close());
  return { jobs, threads };
}

/** An ear for progress, and the moment when it first hears some. */
function firstProgress() {
  let onProgress = (): void => undefined;
  const heard = new Promise<void>((resolve) => {
    onProgress = resolve;
  });
  return { onProgress, heard };
}

const job = (d: number) => ({ name: 'analyze', args: { document: largeDocument(d) } }) as const;

test('a thread finds what core finds, and tells its progress', async () => {
  const { jobs, threads } = realJobs();
  const heard: Progress[] = [];
  const onProgress = (progress: Progress): void => void heard.push(progress);
  const found = await jobs.run(job(300), { onProgress });
  expect(found).toEqual({ analysis: analyze(largeDocument(300)) });
  expect(heard.length).toBeGreaterThan(0);
  await jobs.run(job(30), {});
  expect(threads).toHaveLength(1);
});

test('a thread that computes is ended when its job is cancelled, and the next job gets another', async () => {
  const { jobs, threads } = realJobs();
  const controller = new AbortController();
  const { onProgress, heard } = firstProgress();
  const running = jobs.run(job(300), { signal: controller.signal, onProgress });
  await heard;
  const ended = vi.fn();
  threads[0]?.on('exit', ended);
  controller.abort();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await vi.waitFor(() => expect(ended).toHaveBeenCalled());
  expect(await jobs.run(job(30), {})).toEqual({ analysis: analyze(largeDocument(30)) });
  expect(threads).toHaveLength(2);
});

test('a thread that dies ends its job with an error, and the next job gets another', async () => {
  const { jobs, threads } = realJobs();
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
