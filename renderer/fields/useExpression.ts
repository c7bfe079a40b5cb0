import { useRef, useState } from 'react';
import { EngineError } from '#core/engine/contract.ts';
import { useApp } from '#renderer/state/context.ts';

type Expect = 'scalar' | 'vector' | 'matrix';

interface Expression {
  /** What is typed but not yet taken over; null when the field shows its value. */
  readonly text: string | null;
  readonly error: string | null;
  readonly type: (text: string) => void;
  readonly revert: () => void;
  /**
   * Evaluates the text and hands it on; on an error the text stays. Resolves to whether it was taken over.
   * Enter and then leaving the field hand it on once, however late the engine answers.
   */
  readonly submit: () => Promise<boolean>;
}

interface Submission {
  readonly text: string;
  readonly taken: Promise<boolean>;
}

/**
 * A text that is read as an expression by the engine. `accept` takes the value (rows) and returns null, or
 * the sentence that says why it does not fit.
 */
export function useExpression(
  expect: (text: string) => Expect,
  accept: (rows: number[][]) => string | null,
): Expression {
  const { engine } = useApp();
  const [text, setText] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  // A field can be left before React has drawn what was last typed or taken over, so both are known at once.
  const typed = useRef<string | null>(null);
  const pending = useRef<Submission | null>(null);

  const write = (next: string | null): void => {
    typed.current = next;
    setText(next);
    setError(null);
  };
  const revert = (): void => {
    pending.current = null;
    write(null);
  };

  const take = async (submitted: string, isCurrent: () => boolean): Promise<boolean> => {
    let refusal: string | null;
    try {
      const { value } = await engine.request('evaluate', { text: submitted, expect: expect(submitted) });
      if (!isCurrent()) return false;
      refusal = accept(value);
    } catch (failure) {
      refusal = failure instanceof EngineError ? failure.message : 'This could not be read.';
    }
    if (!isCurrent()) return false;
    pending.current = null;
    // What was typed meanwhile stays.
    if (typed.current === submitted) {
      if (refusal === null) write(null);
      else setError(refusal);
    }
    return refusal === null;
  };
  const submit = (): Promise<boolean> => {
    const submitted = typed.current;
    if (submitted === null) return Promise.resolve(true);
    if (pending.current?.text === submitted) return pending.current.taken;
    const submission: Submission = {
      text: submitted,
      taken: take(submitted, () => pending.current === submission),
    };
    pending.current = submission;
    return submission.taken;
  };

  return { text, error, type: write, revert, submit };
}
