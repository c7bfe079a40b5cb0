import { analyze } from '#core/analysis/analyze.ts';
import type { Document } from '#core/document/schema.ts';
import type { Args, CallOptions, Engine, Result } from './contract.ts';
import { LITTLE_WORK, workOf } from './work.ts';

/**
 * An engine that answers `analyze` where it is asked when that is little work, and asks `far` for everything
 * else. Both call the same function of core; what is answered here is there before the next frame, however
 * busy the window, so that a small picture follows the hand.
 */
export function withNearAnalysis(far: Engine): Engine {
  async function analysisOf(args: Args<'analyze'>, options?: CallOptions): Promise<Result<'analyze'>> {
    if (workOf(args.document) < LITTLE_WORK) {
      try {
        return { analysis: analyze(args.document as Document) } as Result<'analyze'>;
      } catch {
        // What is wrong with it is the host's to say, and to log.
      }
    }
    return far.request('analyze', args, options);
  }
  return {
    request: (name, args, options) =>
      name === 'analyze'
        ? (analysisOf(args as Args<'analyze'>, options) as Promise<never>)
        : far.request(name, args, options),
    subscribe: (listener) => far.subscribe(listener),
  };
}
