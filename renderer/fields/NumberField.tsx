import { type KeyboardEvent, memo, useId, useLayoutEffect, useRef, useState } from 'react';
import { formatEntry, fullPrecision } from '#core/format/number.ts';
import { useSettled } from '#renderer/state/context.ts';
import { useExpression } from './useExpression.ts';

interface Props {
  /** Read aloud, for example "v, component 2". */
  readonly label: string;
  readonly value: number;
  /** A bound on the error of the value: 0 where it was typed, not computed. */
  readonly bound: number;
  readonly disabled?: boolean;
  /** Which of several fields this is; handed back to `onCommit`. */
  readonly index: number;
  /** Takes a number, or a whole vector that was typed or pasted; returns why it does not fit, or null. */
  readonly onCommit: (value: number | readonly number[], index: number) => string | null;
}

const STEP = { normal: 0.1, coarse: 1, fine: 0.01 } as const;

/**
 * A number that can be typed as an expression. Enter or leaving the field takes it over, Escape goes back,
 * the up and down arrows step (Shift: coarse, Alt: fine). An error stands under the field; the text is kept.
 */
export const NumberField = memo(function NumberField({
  label,
  value,
  bound,
  index,
  disabled = false,
  onCommit,
}: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [focused, setFocused] = useState(false);
  const expression = useExpression(
    (text) => (/[[,;]|normalize|cross/.test(text) ? 'vector' : 'scalar'),
    (rows) => onCommit(rows.length === 1 && rows[0]?.length === 1 ? (rows[0][0] ?? 0) : rows.flat(), index),
  );
  const shown = formatEntry(value, bound);
  const resting = focused ? fullPrecision(value) : shown.text;
  const title = useSettled(() => shown.title);

  // Once the field shows its full precision, so that typing replaces all of it.
  useLayoutEffect(() => {
    if (focused) input.current?.select();
  }, [focused]);

  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void expression.submit().then(() => input.current?.select());
    else if (event.key === 'Escape' && expression.text !== null) {
      event.stopPropagation();
      expression.revert();
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      if (expression.text !== null) return;
      const step = event.shiftKey ? STEP.coarse : event.altKey ? STEP.fine : STEP.normal;
      const sum = value + (event.key === 'ArrowUp' ? step : -step);
      onCommit(Number(sum.toPrecision(15)), index);
    }
  };

  return (
    <span className="number-field" data-invalid={expression.error !== null || undefined}>
      <input
        ref={input}
        aria-label={label}
        aria-invalid={expression.error !== null}
        aria-describedby={expression.error === null ? undefined : id}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        data-clean={expression.text === null || undefined}
        title={focused ? undefined : title}
        value={expression.text ?? resting}
        onChange={(event) => expression.type(event.target.value)}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          void expression.submit();
        }}
        onKeyDown={press}
      />
      {expression.error !== null && (
        <span className="field-error" id={id} role="alert">
          {expression.error}
        </span>
      )}
    </span>
  );
});
