import { type ReactNode, useId } from 'react';

interface Props {
  /** The choices of one name exclude one another. */
  readonly name: string;
  readonly label: ReactNode;
  /** What it would give, beside it. */
  readonly detail?: string;
  readonly chosen: boolean;
  readonly disabled?: boolean;
  readonly onChoose: () => void;
  /** What belongs to the choice, shown while it is chosen. */
  readonly children?: ReactNode;
}

/** One of several choices in a menu. */
export function Choice({ name, label, detail, chosen, disabled = false, onChoose, children }: Props) {
  const id = useId();
  return (
    <div className="menu-field">
      <input
        type="radio"
        name={name}
        id={id}
        aria-describedby={detail ? `${id}-detail` : undefined}
        checked={chosen}
        disabled={disabled}
        onChange={onChoose}
      />
      <label htmlFor={id}>{label}</label>
      {chosen && children}
      {detail && (
        <span className="menu-detail" id={`${id}-detail`}>
          {detail}
        </span>
      )}
    </div>
  );
}
