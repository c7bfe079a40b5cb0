import { memo } from 'react';
import type { Figure } from '#core/analysis/types.ts';
import { formatFigure, fullPrecision, type Shown } from '#core/format/number.ts';
import { useApp, useSettled } from '#renderer/state/context.ts';

interface Props {
  readonly figure: Figure;
  /** What the number is, for its button and for the message after copying. */
  readonly name: string;
  /** How it is written; with its significant digits unless something else is asked for. */
  readonly format?: ((figure: Figure) => Shown) | undefined;
}

/** A figure is new with every analysis; what counts is what it says. */
const sameNumber = (a: Props, b: Props): boolean =>
  a.figure.value === b.figure.value &&
  a.figure.bound === b.figure.bound &&
  a.name === b.name &&
  a.format === b.format;

/** A number of the analysis: full precision and bound on hover, copied at full precision when pressed. */
export const FigureText = memo(function FigureText({ figure, name, format = formatFigure }: Props) {
  const { store } = useApp();
  const { text, title } = format(figure);
  const hint = useSettled(() => `${title}\nPress to copy`);
  const copy = async (): Promise<void> => {
    const precise = fullPrecision(figure.value);
    try {
      await navigator.clipboard.writeText(precise);
      store.setState({ notice: { kind: 'info', text: `Copied ${name}: ${precise}` } });
    } catch {
      store.setState({ notice: { kind: 'info', text: `${name}: ${precise}` } });
    }
  };
  return (
    <button
      type="button"
      className="figure"
      title={hint}
      aria-label={`${name}: ${text}. Copy`}
      onClick={copy}
    >
      {text}
    </button>
  );
}, sameNumber);
