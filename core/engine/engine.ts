import type { Document } from '#core/document/schema.ts';
import { serialiseDocument } from '#core/document/serialise.ts';
import { type ComputationName, computations, filesOf, isHeavy } from './computations.ts';
import {
  type Args,
  type CallOptions,
  contract,
  EngineError,
  type RequestName,
  type Result,
} from './contract.ts';
import { asEngineError, parseArgs } from './gate.ts';
import { withFollowers } from './group.ts';
import type { EngineHost } from './host.ts';
import { createJobs } from './jobs.ts';
import { links } from './links.ts';
import { resolveFiles } from './resolveFiles.ts';

type Handlers = {
  readonly [N in RequestName]: (args: Args<N>, options: CallOptions) => Promise<Result<N>> | Result<N>;
};

/** The engine behind both shells: it takes anything, and answers valid requests only. */
export interface EngineServer {
  /** The result of a request; rejects with an `EngineError`, whatever was wrong. */
  handle(name: string, args: unknown, options?: CallOptions): Promise<unknown>;
  /** Ends the workers, and what runs in them. */
  close(): void;
}

/** An engine with what the shell lends it. What takes longer than about 20 ms runs in a worker thread. */
export function createEngine(host: EngineHost): EngineServer {
  const { sessions, files } = host;
  const jobs = createJobs(withFollowers(() => host.startWorker()));

  async function compute<N extends ComputationName>(
    name: N,
    args: Args<N>,
    options: CallOptions,
  ): Promise<Result<N>> {
    if (!isHeavy(name, args)) return computations[name](args) as Result<N>;
    const paths = await resolveFiles(filesOf(args), files);
    return (await jobs.run({ name, args, paths }, options)) as Result<N>;
  }

  const handlers: Handlers = {
    hello: () => host.hello,
    analyze: (args, options) => compute('analyze', args, options),
    spectrum: (args, options) => compute('spectrum', args, options),
    takeSlice: (args, options) => compute('takeSlice', args, options),
    openLayer: (args, options) => compute('openLayer', args, options),
    surveyPairs: (args, options) => compute('surveyPairs', args, options),
    exportFigure: (args, options) => compute('exportFigure', args, options),
    exportAnimation: (args, options) => compute('exportAnimation', args, options),
    figureTexts: (args, options) => compute('figureTexts', args, options),
    parseFigure: (args, options) => compute('parseFigure', args, options),
    listFiles: ({ folder }) => files.list(folder),
    chooseFiles: async ({ what }) => {
      const chosen = await files.choose(what);
      return chosen ? { cancelled: false, files: chosen } : { cancelled: true };
    },
    inspectFile: (args, options) => compute('inspectFile', args, options),
    previewTensor: (args, options) => compute('previewTensor', args, options),
    evaluate: (args, options) => compute('evaluate', args, options),
    parseSession: (args, options) => compute('parseSession', args, options),
    openSession: async (args, options) => {
      const found = await sessions.read(args.file);
      if (!found) return { cancelled: true };
      const { file, text } = found;
      const { document } = await compute('parseSession', { name: file.name, text }, options);
      sessions.remember(file);
      return { cancelled: false, file, document };
    },
    saveSession: async ({ document, file, name, overwrite }) => {
      const text = serialiseDocument(document as Document);
      const saved = await sessions.write(text, { id: file, name, overwrite });
      if (!saved) return { cancelled: true };
      sessions.remember(saved);
      return { cancelled: false, file: saved };
    },
    listSessions: () => sessions.list(),
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
