import { type ReactNode, useId } from 'react';

interface Props {
  /** The choices of one name exclude one another. */
  readonly name: string;
  readonly label: ReactNode;
  readonly chosen: boolean;
  readonly disabled?: boolean;
  readonly onChoose: () => void;
  /** What belongs to the choice, shown while it is chosen. */
  readonly children?: ReactNode;
}

/** One of several choices in a menu. */
export function Choice({ name, label, chosen, disabled = false, onChoose, children }: Props) {
  const id = useId();
  return (
    <div className="menu-field">
      <input type="radio" name={name} id={id} checked={chosen} disabled={disabled} onChange={onChoose} />
      <label htmlFor={id}>{label}</label>
      {chosen && children}
    </div>
  );
}
