import { useId } from 'react';
import { fullPrecision } from '#core/format/number.ts';
import { useExpression } from './useExpression.ts';

interface Props {
  readonly label: string;
  readonly value: readonly number[];
  /** Takes the vector; returns why it does not fit, or null. */
  readonly onCommit: (value: readonly number[]) => string | null;
}

/** A vector typed as an expression, such as `normalize([1, -1, 0])`. */
export function ExpressionField({ label, value, onCommit }: Props) {
  const id = useId();
  const expression = useExpression(
    () => 'vector',
    (rows) => onCommit(rows.flat()),
  );
  return (
    <span className="expression-field" data-invalid={expression.error !== null || undefined}>
      <input
        aria-label={label}
        aria-invalid={expression.error !== null}
        aria-describedby={expression.error === null ? undefined : id}
        autoComplete="off"
        spellCheck={false}
        data-clean={expression.text === null || undefined}
        value={expression.text ?? `[${value.map(fullPrecision).join(', ')}]`}
        onChange={(event) => expression.type(event.target.value)}
        onBlur={() => void expression.submit()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void expression.submit();
          if (event.key === 'Escape' && expression.text !== null) {
            event.stopPropagation();
            expression.revert();
          }
        }}
      />
      {expression.error !== null && (
        <span className="field-error" id={id} role="alert">
          {expression.error}
        </span>
      )}
    </span>
  );
}
