import { describe, expect, test, vi } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { type Job, type JobMessage, serveJobs } from '#core/engine/worker.ts';
import { documentOf, largeDocument } from '#test/support/instance.ts';

/** A worker's channel: what `give` puts in, and what the worker says. */
function channel() {
  const said: JobMessage[] = [];
  const log = vi.fn();
  let give: (job: Job) => void = () => undefined;
  serveJobs(
    {
      postMessage: (message) => void said.push(message),
      on(_event, listener) {
        give = listener;
      },
    },
    log,
  );
  return { said, log, give: (job: Job) => give(job) };
}

describe('a worker', () => {
  test('answers every computation as core does', () => {
    const { said, give } = channel();
    const document = documentOf();
    give({ name: 'analyze', args: { document } });
    give({ name: 'evaluate', args: { text: '[2, 0, 1/2]', expect: 'vector' } });
    give({ name: 'parseSession', args: { name: 'a', text: JSON.stringify(document) } });
    expect(said.filter(({ kind }) => kind !== 'progress')).toEqual([
      { kind: 'result', result: { analysis: analyze(document) } },
      { kind: 'result', result: { value: [[2, 0, 0.5]] } },
      { kind: 'result', result: { document } },
    ]);
  });

  test('tells progress that grows within a stage, in steps that can be seen', () => {
    const { said, give } = channel();
    const { W, V } = largeDocument(4);
    const vectors = Array.from({ length: 1000 }, () => [1, 2, 3, 4]);
    give({ name: 'analyze', args: { document: documentOf({ W, V, base: vectors, source: vectors }) } });
    const steps = said.flatMap((message) => (message.kind === 'progress' ? [message.progress] : []));
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.length).toBeLessThan(500);
    for (const [i, { stage, fraction }] of steps.entries()) {
      const before = steps[i - 1];
      expect(fraction).toBeGreaterThanOrEqual(0);
      expect(fraction).toBeLessThanOrEqual(1);
      if (before?.stage === stage) expect(fraction).toBeGreaterThan(before.fraction);
    }
    expect(said.at(-1)?.kind).toBe('result');
  });

  test('says what the user can mend, without a line in the log', () => {
    const { said, log, give } = channel();
    give({ name: 'evaluate', args: { text: '1 +', expect: 'scalar' } });
    expect(said).toMatchObject([{ kind: 'error', error: { code: 'badInput' } }]);
    expect(log).not.toHaveBeenCalled();
  });

  test('keeps the details of a fault for its log, and serves the next job', () => {
    const { said, log, give } = channel();
    give({ name: 'analyze', args: null });
    expect(said).toMatchObject([{ kind: 'error', error: { code: 'fault' } }]);
    expect(log).toHaveBeenCalledWith(expect.any(TypeError));
    give({ name: 'evaluate', args: { text: '7', expect: 'scalar' } });
    expect(said.at(-1)).toEqual({ kind: 'result', result: { value: [[7]] } });
  });
});
