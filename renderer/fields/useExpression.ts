import { useState } from 'react';
import { EngineError } from '#core/engine/contract.ts';
import { useApp } from '#renderer/state/context.ts';

type Expect = 'scalar' | 'vector' | 'matrix';

interface Expression {
  /** What is typed but not yet taken over; null when the field shows its value. */
  readonly text: string | null;
  readonly error: string | null;
  readonly type: (text: string) => void;
  readonly revert: () => void;
  /** Evaluates the text and hands it on; on an error the text stays. Resolves to whether it was taken over. */
  readonly submit: () => Promise<boolean>;
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
  const revert = (): void => {
    setText(null);
    setError(null);
  };
  const submit = async (): Promise<boolean> => {
    if (text === null) return true;
    try {
      const { value } = await engine.request('evaluate', { text, expect: expect(text) });
      const refusal = accept(value);
      setError(refusal);
      if (refusal === null) setText(null);
      return refusal === null;
    } catch (failure) {
      setError(failure instanceof EngineError ? failure.message : 'This could not be read.');
      return false;
    }
  };
  return {
    text,
    error,
    type: (next) => {
      setText(next);
      setError(null);
    },
    revert,
    submit,
  };
}
