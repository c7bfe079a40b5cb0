import { analyze } from '#core/analysis/analyze.ts';
import type { Document } from '#core/document/schema.ts';
import { plainValue } from '#core/expression/plain.ts';
import type { Args, CallOptions, Engine, RequestName, Result } from './contract.ts';
import { LITTLE_WORK, workOf } from './work.ts';

/** Longer texts than this are the host's to read. */
const LITTLE_TEXT = 4000;

/** What is answered where it is asked: the same functions of core as the host's; null for what is the host's. */
const near: { readonly [N in RequestName]?: (args: Args<N>) => Result<N> | null } = {
  analyze: ({ document }) =>
    workOf(document) < LITTLE_WORK
      ? ({ analysis: analyze(document as Document) } as Result<'analyze'>)
      : null,
  evaluate: ({ text, expect }) => {
    const value = text.length <= LITTLE_TEXT ? plainValue(text, expect) : null;
    return value && { value };
  },
};

/**
 * An engine that answers small analyses and plain numbers where they are asked, and asks `far` for everything else.
 * What is answered here is there before the next frame and the next key, however busy the window, so that a small
 * picture follows the hand, and a number that was entered is part of what is saved a moment later.
 */
export function withNearAnswers(far: Engine): Engine {
  async function request<N extends RequestName>(
    name: N,
    args: Args<N>,
    options?: CallOptions,
  ): Promise<Result<N>> {
    try {
      const answer = near[name]?.(args);
      if (answer) return answer;
    } catch {
      // What is wrong with it is the host's to say, and to log.
    }
    return far.request(name, args, options);
  }
  return { request, subscribe: (listener) => far.subscribe(listener) };
}
