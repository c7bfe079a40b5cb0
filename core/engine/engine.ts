import { analyze } from '#core/analysis/analyze.ts';
import type { Analysis } from '#core/analysis/types.ts';
import { parseDocument } from '#core/document/parse.ts';
import type { Document } from '#core/document/schema.ts';
import { evaluate } from '#core/expression/evaluate.ts';
import {
  type Args,
  type CallOptions,
  contract,
  EngineError,
  type RequestName,
  type Result,
} from './contract.ts';
import { asEngineError, parseArgs } from './gate.ts';
import type { EngineHost } from './host.ts';
import { createJobs } from './jobs.ts';
import { links } from './links.ts';

type Handlers = {
  readonly [N in RequestName]: (args: Args<N>, options: CallOptions) => Promise<Result<N>> | Result<N>;
};

/** The engine behind both shells: it takes anything, and answers valid requests only. */
export interface EngineServer {
  /** The result of a request; rejects with an `EngineError`, whatever was wrong. */
  handle(name: string, args: unknown, options?: CallOptions): Promise<unknown>;
  /** Ends the worker, if one runs. */
  close(): void;
}

/**
 * An analysis of more than this many multiplications runs in a worker thread: it would take longer than
 * about 20 ms.
 */
const INLINE_WORK = 2_000_000;

/** An estimate of the multiplications of `analyze`: the decomposition, then every pair. */
export function workOf({ W, V, base }: Document): number {
  const d = W.length;
  const m = W[0]?.length ?? 0;
  const r = Math.min(d, m);
  return 3 * d * m * r + (7 * base.length + 4 * V.length) * d * m;
}

/** An engine with what the shell lends it. */
export function createEngine(host: EngineHost): EngineServer {
  const jobs = createJobs(() => host.startWorker());
  const handlers: Handlers = {
    hello: () => host.hello,
    analyze: async ({ document }, options) => {
      const inline = workOf(document as Document) <= INLINE_WORK;
      const analysis = inline ? analyze(document as Document) : await jobs.run(document as Document, options);
      return { analysis: analysis as Analysis };
    },
    evaluate: ({ text, expect }) => ({ value: evaluate(text, expect) }),
    parseSession: ({ name, text }) => ({ document: parseDocument(text, name) }),
    openSession: async ({ file }) => {
      const opened = await host.sessions.open(file);
      return opened ? { cancelled: false, ...opened } : { cancelled: true };
    },
    saveSession: async ({ document, file, name, overwrite }) => {
      const saved = await host.sessions.save(document as Document, { id: file, name, overwrite });
      return saved ? { cancelled: false, file: saved } : { cancelled: true };
    },
    listSessions: () => host.sessions.list(),
    setWindowState: (state) => {
      host.setWindowState(state);
      return {};
    },
    closeWindow: () => {
      host.closeWindow();
      return {};
    },
    openLink: ({ link }) => ({ url: host.openLink(link) ? null : links[link] }),
  };

  async function answer<N extends RequestName>(
    name: N,
    args: unknown,
    options: CallOptions,
  ): Promise<unknown> {
    const result = await handlers[name](parseArgs(name, args) as never, options);
    return contract[name].result.parse(result);
  }

  return {
    async handle(name, args, options = {}) {
      try {
        if (options.signal?.aborted) throw new EngineError('cancelled', 'Cancelled.');
        if (!Object.hasOwn(contract, name))
          throw new EngineError('notFound', `There is no request “${name}”.`);
        return await answer(name as RequestName, args, options);
      } catch (error) {
        throw asEngineError(error, (fault) => host.log(fault));
      }
    },
    close: () => jobs.close(),
  };
}
