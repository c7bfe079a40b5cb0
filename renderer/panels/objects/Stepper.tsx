import { ChevronLeft, ChevronRight } from 'lucide-react';

interface Props {
  /** What is counted, for example "pair". */
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly onStep: (index: number) => void;
}

/** Of more than this many, one can be asked for by its number. */
const TYPED = 9;

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
      {count > TYPED ? <TypedIndex name={name} index={index} count={count} onStep={onStep} /> : label}
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

/** The number in a field: another is taken when Enter is pressed or the field is left. */
function TypedIndex({ name, index, count, onStep }: Props) {
  const take = (field: HTMLInputElement): void => {
    const wanted = Math.round(Number(field.value)) - 1;
    if (Number.isInteger(wanted) && wanted >= 0 && wanted < count && wanted !== index) onStep(wanted);
    else field.value = String(index + 1);
  };
  return (
    <>
      <input
        key={index}
        className="stepper-index"
        aria-label={`Number of the ${name}`}
        inputMode="numeric"
        size={String(count).length}
        defaultValue={index + 1}
        onFocus={(event) => event.target.select()}
        onBlur={(event) => take(event.target)}
        onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget)}
      />{' '}
      of {count.toLocaleString('en')}
    </>
  );
}
