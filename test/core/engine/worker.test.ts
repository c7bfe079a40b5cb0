import { describe, expect, test, vi } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { type Computations, computations } from '#core/engine/computations.ts';
import type { Equipment } from '#core/engine/lazyCrew.ts';
import { type Job, serveJobs, type WorkerMessage } from '#core/engine/worker.ts';
import { type Crew, CrewError } from '#core/kernels/crew.ts';
import type { Binaries } from '#core/kernels/load.ts';
import { figureKit } from '#test/support/figureKit.ts';
import { documentOf, largeDocument } from '#test/support/instance.ts';

/** A worker's channel: what `give` puts in, and what the worker says; `ask` waits for the answer. */
function channel(own: Partial<Equipment> = {}, table?: Computations) {
  const said: WorkerMessage[] = [];
  const log = vi.fn();
  let give: (job: Job) => void = () => undefined;
  let heard: (message: WorkerMessage) => void = () => undefined;
  serveJobs(
    {
      postMessage(message) {
        said.push(message);
        heard(message);
      },
      on(_event, listener) {
        give = listener;
      },
    },
    {
      threads: 3,
      binaries: noBinaries,
      factors: null,
      openFile: noFile,
      figures: figureKit,
      hash: () => '',
      log,
      ...own,
    },
    table,
  );
  const ask = (job: Job): Promise<WorkerMessage> =>
    new Promise((resolve) => {
      heard = (message) => (message.kind === 'result' || message.kind === 'error') && resolve(message);
      give(job);
    });
  return { said, log, give: (job: Job) => give(job), ask };
}

const noFile = (): never => {
  throw new Error('no such file');
};

/** Kernels that were not built. */
const noBinaries = (): Binaries => {
  throw new Error('no such file');
};

/** A module that holds nothing: enough to load. */
const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const binaries = (): Binaries => ({ fused: EMPTY, plain: EMPTY });

const job: Job = { name: 'evaluate', args: null };

/** Computations of which one, `evaluate`, does as the test says. */
const withEvaluate = (evaluate: (crew: Crew) => void): Computations => ({
  ...computations,
  evaluate: (_, { crew } = {}) => {
    evaluate(crew?.() as Crew);
    return { value: [[0]] };
  },
});

describe('a worker', () => {
  test('answers every computation as core does', async () => {
    const document = documentOf();
    const jobs: readonly (readonly [Job, unknown])[] = [
      [{ name: 'analyze', args: { document } }, { analysis: analyze(document) }],
      [{ name: 'evaluate', args: { text: '[2, 0, 1/2]', expect: 'vector' } }, { value: [[2, 0, 0.5]] }],
      [{ name: 'parseSession', args: { name: 'a', text: JSON.stringify(document) } }, { document }],
    ];
    for (const [asked, result] of jobs) {
      expect(await channel().ask(asked)).toEqual({ kind: 'result', result });
    }
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

  test('says what the user can mend, without a line in the log', async () => {
    const { said, log, ask } = channel();
    await ask({ name: 'evaluate', args: { text: '1 +', expect: 'scalar' } });
    expect(said).toMatchObject([{ kind: 'error', error: { code: 'badInput' } }]);
    expect(log).not.toHaveBeenCalled();
  });

  test('keeps the details of a fault for its log, and serves the next job', async () => {
    const { said, log, give, ask } = channel();
    give({ name: 'analyze', args: null });
    expect(said).toMatchObject([{ kind: 'error', error: { code: 'fault' } }]);
    expect(log).toHaveBeenCalledWith(expect.any(TypeError));
    const next = await ask({ name: 'evaluate', args: { text: '7', expect: 'scalar' } });
    expect(next).toEqual({ kind: 'result', result: { value: [[7]] } });
  });

  test('asks for the followers of its crew when the crew is first asked for, and keeps it', () => {
    const crews: Crew[] = [];
    const evaluate = withEvaluate((crew) => void crews.push(crew));
    const { said, give } = channel({ binaries }, evaluate);
    give({ name: 'parseSession', args: { name: 'a', text: JSON.stringify(documentOf()) } });
    expect(said.map(({ kind }) => kind)).toEqual(['result']);
    give(job);
    give(job);
    expect(said.map(({ kind }) => kind)).toEqual(['result', 'crew', 'result', 'result']);
    expect(said[1]).toMatchObject({ followers: [{ binary: EMPTY }, { binary: EMPTY }] });
    expect(crews[0]?.threads).toBe(3);
    expect(crews[1]).toBe(crews[0]);
  });

  test.each([
    [1, 1],
    [64, 8],
  ])('on %i processors has a crew of %i', (threads, expected) => {
    const { said, give } = channel(
      { binaries, threads },
      withEvaluate((crew) => expect(crew.threads).toBe(expected)),
    );
    give(job);
    expect(said.at(-1)?.kind).toBe('result');
    expect(said.length).toBe(expected > 1 ? 2 : 1);
  });

  test.each([
    ['are not there', noBinaries],
    ['do not compile', () => ({ fused: Uint8Array.of(1), plain: Uint8Array.of(2) })],
  ])('computes alone, with the twin of the kernels, where they %s, and logs why', (_, none) => {
    const { said, log, give } = channel(
      { binaries: none },
      withEvaluate(({ threads, kernels, arena }) => {
        const at = arena.take(16);
        arena.f64(at, 2).set([3, 4]);
        expect([threads, kernels.dot(at, at, 2)]).toEqual([1, 25]);
      }),
    );
    give(job);
    expect(said.map(({ kind }) => kind)).toEqual(['result']);
    expect(log).toHaveBeenCalledOnce();
    expect(log).toHaveBeenCalledWith(expect.any(Error));
  });

  test('dies with its crew', () => {
    const lost = new CrewError('a thread does not answer');
    const { said, give } = channel(
      {},
      withEvaluate(() => {
        throw lost;
      }),
    );
    expect(() => give(job)).toThrow(lost);
    expect(said).toEqual([]);
  });
});
