import type { Preview } from '#core/engine/fileSchemas.ts';
import { type Filling, refOf } from '#core/roles/wells.ts';
import { useApp } from '#renderer/state/context.ts';
import { type Answer, useAnswer } from './useAnswer.ts';

/**
 * The first entries of a part of a tensor. A preview is short work: one that is not wanted any more is let run, since
 * to stop it would end its thread.
 */
export function usePreview(filling: Filling | null): Answer<Preview> {
  const { engine } = useApp();
  return useAnswer(filling && JSON.stringify(refOf(filling)), async () => {
    const { hash: _, ...part } = refOf(filling as Filling);
    return engine.request('previewTensor', part);
  });
}
