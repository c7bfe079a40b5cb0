import { useEffect, useState } from 'react';
import { EngineError } from '#core/engine/contract.ts';

/** What is known of an answer that the host was asked for. */
export type Answer<T> =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'there'; readonly value: T }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * The host's answer to `ask` for a key; null asks nothing. When the key changes, the question before is given up, and
 * an answer that comes late is dropped.
 */
export function useAnswer<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<{ readonly key: string | null; readonly answer: Answer<T> }>({
    key: null,
    answer: { kind: 'none' },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked
  useEffect(() => {
    if (key === null) return;
    const controller = new AbortController();
    const settle = (next: Answer<T>): void => {
      if (!controller.signal.aborted) setAnswer({ key, answer: next });
    };
    ask(controller.signal).then(
      (value) => settle({ kind: 'there', value }),
      (error: unknown) => {
        if (error instanceof EngineError && error.code === 'cancelled') return;
        settle({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => controller.abort();
  }, [key]);
  if (key === null) return { kind: 'none' };
  return answer.key === key ? answer.answer : { kind: 'waiting' };
}
