import { describe, expect, test, vi } from 'vitest';
import { withFollowers } from '#core/engine/group.ts';
import { createJobs } from '#core/engine/jobs.ts';
import type { Following } from '#core/engine/lazyCrew.ts';
import type { Job } from '#core/engine/worker.ts';
import { createArena } from '#core/kernels/arena.ts';
import { lead } from '#core/kernels/leader.ts';
import { createTwin } from '#core/kernels/twin/twin.ts';
import { fakeWorkers } from '#test/support/fakeWorkers.ts';

const job = (label: string): Job => ({ name: 'evaluate', args: label });

/** What the followers of a crew of three are told. */
function followers(): readonly Following[] {
  const arena = createArena();
  const { invitations } = lead(createTwin(arena.memory), arena, 3);
  return invitations.map((invitation) => ({ invitation, binary: new Uint8Array() }));
}

/** Jobs over groups of fakes: worker 0 leads, and asked for the followers 1 and 2. */
function group() {
  const workers = fakeWorkers();
  const jobs = createJobs(withFollowers(workers.start));
  const found = jobs.run(job('a'), {});
  const told = followers();
  workers.at(0).say({ kind: 'crew', followers: told });
  const ended = () => workers.started.map((worker) => worker.ended());
  return { ...workers, jobs, found, told, ended };
}

describe('a worker that asks for followers', () => {
  test('gets them, each told what it is to follow, and goes on with its job', async () => {
    const { at, started, found, told } = group();
    expect(started).toHaveLength(3);
    expect([at(1).posted, at(2).posted]).toEqual([[told[0]], [told[1]]]);
    at(0).say({ kind: 'result', result: 42 });
    expect(await found).toBe(42);
  });

  test('keeps them for its next job', async () => {
    const { at, started, jobs, found, ended } = group();
    at(0).say({ kind: 'result', result: null });
    await found;
    const next = jobs.run(job('b'), {});
    at(0).say({ kind: 'result', result: 'b' });
    expect(await next).toBe('b');
    expect(started).toHaveLength(3);
    expect(ended()).toEqual([false, false, false]);
  });

  test.each([0, 1, 2])('fails when number %i of the group dies, and all of it is ended', async (index) => {
    const { at, jobs, found, ended } = group();
    at(index).die('out of memory');
    await expect(found).rejects.toMatchObject({
      code: 'fault',
      message: 'The computation stopped: out of memory.',
    });
    expect(ended()).toEqual([true, true, true]);
    const next = jobs.run(job('b'), {});
    at(3).say({ kind: 'result', result: 'b' });
    expect(await next).toBe('b');
  });

  test('is not asked again when one of the group died while it had nothing to do', async () => {
    const { at, jobs, found, ended } = group();
    at(0).say({ kind: 'result', result: null });
    await found;
    at(2).die('its thread ended with 1');
    expect(ended()).toEqual([true, true, true]);
    void jobs.run(job('b'), {});
    expect(at(3).posted).toEqual([job('b')]);
  });

  test('is ended with all of them when its job is cancelled, or the engine closes', async () => {
    const controller = new AbortController();
    const { started, start, at } = fakeWorkers();
    const jobs = createJobs(withFollowers(start));
    const found = jobs.run(job('a'), { signal: controller.signal });
    at(0).say({ kind: 'crew', followers: followers() });
    controller.abort();
    await expect(found).rejects.toMatchObject({ code: 'cancelled' });
    expect(started.map((worker) => worker.ended())).toEqual([true, true, true]);
    at(0).say({ kind: 'crew', followers: followers() });
    expect(started).toHaveLength(3);

    const other = group();
    other.at(0).say({ kind: 'result', result: null });
    await other.found;
    other.jobs.close();
    expect(other.ended()).toEqual([true, true, true]);
  });

  test('goes on without those that cannot be started', async () => {
    const { start, started, at } = fakeWorkers();
    const found = createJobs(withFollowers(start)).run(job('a'), {});
    start.mockImplementationOnce(() => {
      throw new Error('no threads left');
    });
    at(0).say({ kind: 'crew', followers: followers() });
    expect(started).toHaveLength(2);
    at(0).say({ kind: 'result', result: 42 });
    expect(await found).toBe(42);
  });
});

test('what a worker says to others than its group is passed on as it is', () => {
  const { start, at } = fakeWorkers();
  const worker = withFollowers(start)();
  const heard = vi.fn();
  worker.onMessage(heard);
  const message = { kind: 'progress', progress: { stage: 'pairs', fraction: 0.5 } } as const;
  at(0).say(message);
  expect(heard).toHaveBeenCalledWith(message);
});
