import { describe, expect, test, vi } from 'vitest';
import { createJobs } from '#core/engine/jobs.ts';
import type { Job } from '#core/engine/worker.ts';
import { fakeWorkers } from '#test/support/fakeWorkers.ts';

const job = (label: string): Job => ({ name: 'evaluate', args: label });
const cancelled = { code: 'cancelled', message: 'Cancelled.' };

describe('a job', () => {
  test('resolves with what its worker found', async () => {
    const { start, at } = fakeWorkers();
    const found = createJobs(start).run(job('a'), {});
    expect(at(0).posted).toEqual([job('a')]);
    at(0).say({ kind: 'result', result: 42 });
    expect(await found).toBe(42);
  });

  test('tells its progress, in order, while it runs', async () => {
    const { start, at } = fakeWorkers();
    const onProgress = vi.fn();
    const found = createJobs(start).run(job('a'), { onProgress });
    const steps = [0.25, 0.5].map((fraction) => ({ stage: 'pairs', fraction }));
    for (const progress of steps) at(0).say({ kind: 'progress', progress });
    at(0).say({ kind: 'result', result: null });
    await found;
    at(0).say({ kind: 'progress', progress: { stage: 'too late', fraction: 1 } });
    expect(onProgress.mock.calls.map(([progress]) => progress)).toEqual(steps);
  });

  test('rejects with what was wrong, and its worker goes on', async () => {
    const { start, started, at } = fakeWorkers();
    const jobs = createJobs(start);
    const failed = jobs.run(job('a'), {});
    at(0).say({ kind: 'error', error: { code: 'badInput', message: 'Unknown name “x”.' } });
    await expect(failed).rejects.toMatchObject({ code: 'badInput', message: 'Unknown name “x”.' });
    const next = jobs.run(job('b'), {});
    at(0).say({ kind: 'result', result: 'b' });
    expect(await next).toBe('b');
    expect(started).toHaveLength(1);
  });

  test('rejects when its worker dies, with the reason, and the next job gets a fresh one', async () => {
    const { start, started, at } = fakeWorkers();
    const jobs = createJobs(start);
    const failed = jobs.run(job('a'), {});
    at(0).die('out of memory');
    await expect(failed).rejects.toMatchObject({
      code: 'fault',
      message: 'The computation stopped: out of memory.',
    });
    const next = jobs.run(job('b'), {});
    at(1).say({ kind: 'result', result: 'b' });
    expect(await next).toBe('b');
    expect(started).toHaveLength(2);
  });

  test('is not given to a worker that died while it had nothing to do', async () => {
    const { start, at } = fakeWorkers();
    const jobs = createJobs(start);
    const first = jobs.run(job('a'), {});
    at(0).say({ kind: 'result', result: null });
    await first;
    at(0).die('its thread ended with 1');
    const next = jobs.run(job('b'), {});
    expect(at(1).posted).toEqual([job('b')]);
    at(1).say({ kind: 'result', result: 'b' });
    expect(await next).toBe('b');
  });

  test('rejects where no worker can be started, and the next one is tried anew', async () => {
    const { start, at } = fakeWorkers();
    start.mockImplementationOnce(() => {
      throw new Error('no threads left');
    });
    const jobs = createJobs(start);
    await expect(jobs.run(job('a'), {})).rejects.toThrow('no threads left');
    const next = jobs.run(job('b'), {});
    at(0).say({ kind: 'result', result: 'b' });
    expect(await next).toBe('b');
  });

  test('that cannot be posted gives its place back', async () => {
    const { start, at } = fakeWorkers();
    const jobs = createJobs(() => {
      const worker = start();
      const uncopyable = start.mock.calls.length <= 2;
      return {
        ...worker,
        post(message) {
          if (uncopyable) throw new Error('could not be cloned');
          worker.post(message);
        },
      };
    });
    for (const label of ['a', 'b']) {
      await expect(jobs.run(job(label), {})).rejects.toThrow('could not be cloned');
    }
    expect([at(0).ended(), at(1).ended()]).toEqual([true, true]);
    const next = jobs.run(job('c'), {});
    at(2).say({ kind: 'result', result: 'c' });
    expect(await next).toBe('c');
  });
});

describe('a job that is cancelled', () => {
  test('rejects at once, and its worker is ended', async () => {
    const { start, at } = fakeWorkers();
    const controller = new AbortController();
    const running = createJobs(start).run(job('a'), { signal: controller.signal });
    controller.abort();
    expect(at(0).ended()).toBe(true);
    await expect(running).rejects.toMatchObject(cancelled);
  });

  test('gives its place to the next one, which gets a fresh worker', async () => {
    const { start, at } = fakeWorkers();
    const jobs = createJobs(start);
    const controller = new AbortController();
    const running = jobs.run(job('a'), { signal: controller.signal });
    controller.abort();
    const next = jobs.run(job('b'), {});
    at(0).say({ kind: 'result', result: 'of a' });
    at(1).say({ kind: 'result', result: 'of b' });
    await expect(running).rejects.toMatchObject(cancelled);
    expect(await next).toBe('of b');
  });

  test('before it was asked for never runs', async () => {
    const { start, started } = fakeWorkers();
    const signal = AbortSignal.abort();
    await expect(createJobs(start).run(job('a'), { signal })).rejects.toMatchObject(cancelled);
    expect(started).toHaveLength(0);
  });

  test('after it ended changes nothing', async () => {
    const { start, at } = fakeWorkers();
    const jobs = createJobs(start);
    const controller = new AbortController();
    const done = jobs.run(job('a'), { signal: controller.signal });
    at(0).say({ kind: 'result', result: 'a' });
    expect(await done).toBe('a');
    const next = jobs.run(job('b'), {});
    controller.abort();
    expect(at(0).ended()).toBe(false);
    at(0).say({ kind: 'result', result: 'b' });
    expect(await next).toBe('b');
  });
});

describe('many jobs', () => {
  test('run two at a time, and the others wait in their order', async () => {
    const { start, started, at } = fakeWorkers();
    const jobs = createJobs(start);
    const results = ['a', 'b', 'c', 'd'].map((label) => jobs.run(job(label), {}));
    expect(started).toHaveLength(2);
    at(1).say({ kind: 'result', result: 'b' });
    expect(at(1).posted).toEqual([job('b'), job('c')]);
    at(1).say({ kind: 'result', result: 'c' });
    at(1).say({ kind: 'result', result: 'd' });
    at(0).say({ kind: 'result', result: 'a' });
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
    expect(started).toHaveLength(2);
  });

  test('one that is cancelled while it waits is never posted', async () => {
    const { start, at } = fakeWorkers();
    const jobs = createJobs(start);
    const [a, b] = [jobs.run(job('a'), {}), jobs.run(job('b'), {})];
    const controller = new AbortController();
    const waiting = jobs.run(job('c'), { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject(cancelled);
    for (const [index, result] of ['a', 'b'].entries()) at(index).say({ kind: 'result', result });
    expect(await Promise.all([a, b])).toEqual(['a', 'b']);
    expect([at(0).posted, at(1).posted]).toEqual([[job('a')], [job('b')]]);
  });

  test('all end when the engine closes: running, waiting, and the workers that are idle', async () => {
    const { start, started, at } = fakeWorkers();
    const jobs = createJobs(start);
    const first = jobs.run(job('a'), {});
    const others = ['b', 'c', 'd'].map((label) => jobs.run(job(label), {}));
    jobs.close();
    for (const each of [first, ...others]) await expect(each).rejects.toMatchObject(cancelled);
    expect(started.map((worker) => worker.ended())).toEqual([true, true]);

    const again = createJobs(start);
    const done = again.run(job('e'), {});
    at(2).say({ kind: 'result', result: 'e' });
    await done;
    again.close();
    expect(at(2).ended()).toBe(true);
  });
});
