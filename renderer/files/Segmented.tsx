interface Props<T extends string> {
  /** What is chosen among, for screen readers. */
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  /** Null: nothing is chosen yet. */
  readonly value: T | null;
  readonly onChoose: (value: T) => void;
}

/** A few choices side by side that exclude one another. */
export function Segmented<T extends string>({ label, choices, value, onChoose }: Props<T>) {
  return (
    <fieldset className="segmented" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}
