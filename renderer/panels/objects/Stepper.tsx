import { ChevronLeft, ChevronRight } from 'lucide-react';

interface Props {
  /** What is counted, for example "pair". */
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly onStep: (index: number) => void;
}

/** "2 of 5", with a button to either side where there is more than one. */
export function Stepper({ name, index, count, onStep }: Props) {
  const label = `${index + 1} of ${count}`;
  if (count < 2) return <span>{label}</span>;
  return (
    <span className="stepper">
      <button
        type="button"
        aria-label={`Previous ${name}`}
        disabled={index === 0}
        onClick={() => onStep(index - 1)}
      >
        <ChevronLeft size={13} aria-hidden="true" />
      </button>
      {label}
      <button
        type="button"
        aria-label={`Next ${name}`}
        disabled={index === count - 1}
        onClick={() => onStep(index + 1)}
      >
        <ChevronRight size={13} aria-hidden="true" />
      </button>
    </span>
  );
}
