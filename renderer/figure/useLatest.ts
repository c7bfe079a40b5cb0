import { useEffect, useRef, useState } from 'react';

/** What was answered last, and what went wrong since. */
export interface Latest<T> {
  readonly value: T | null;
  readonly error: string | null;
}

/**
 * The newest answer to `ask` for a key. One question is on its way at a time: while keys change quickly, those in
 * between are never asked, and the answer before stays.
 */
export function useLatest<T>(key: string, ask: () => Promise<T>): Latest<T> {
  const [latest, setLatest] = useState<Latest<T>>({ value: null, error: null });
  const state = useRef({ asked: '', busy: false, alive: true });
  const newest = useRef({ key, ask });
  newest.current = { key, ask };
  useEffect(() => {
    const own = state.current;
    own.alive = true;
    return () => {
      own.alive = false;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked
  useEffect(() => {
    const own = state.current;
    const next = (): void => {
      if (own.busy || !own.alive || own.asked === newest.current.key) return;
      own.busy = true;
      own.asked = newest.current.key;
      newest.current
        .ask()
        .then(
          (value) => own.alive && setLatest({ value, error: null }),
          (error: unknown) =>
            own.alive &&
            setLatest((before) => ({
              ...before,
              error: error instanceof Error ? error.message : String(error),
            })),
        )
        .finally(() => {
          own.busy = false;
          next();
        });
    };
    next();
  }, [key]);
  return latest;
}
