import { memo } from 'react';
import type { Figure } from '#core/analysis/types.ts';
import { fullPrecision } from '#core/format/number.ts';
import { useApp } from '#renderer/state/context.ts';

interface Props {
  readonly figure: Figure;
  /** The text on screen, as `core/format` wrote it. */
  readonly text: string;
  /** What is on hover: full precision and the bound. */
  readonly title: string;
  /** What the number is, for the message after copying. */
  readonly name: string;
}

/** A figure is new with every analysis; what counts is what it says. */
const sameNumber = (a: Props, b: Props): boolean =>
  a.figure.value === b.figure.value && a.text === b.text && a.title === b.title && a.name === b.name;

/** A number of the analysis: full precision and bound on hover, copied at full precision when pressed. */
export const FigureText = memo(function FigureText({ figure, text, title, name }: Props) {
  const { store } = useApp();
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
      title={`${title}\nPress to copy`}
      aria-label={`${name}: ${text}. Copy`}
      onClick={copy}
    >
      {text}
    </button>
  );
}, sameNumber);
