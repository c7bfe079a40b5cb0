import { useId } from 'react';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  /** What there is to choose from, in its order: values and their names. */
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly className?: string;
  readonly onChange: (value: T) => void;
}

/** One of several values. */
export function SelectSetting<T extends string>({
  label,
  value,
  options,
  className = '',
  onChange,
}: Props<T>) {
  const id = useId();
  return (
    <div className={`stacked ${className}`}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map(([own, name]) => (
          <option key={own} value={own}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The entries of a table of names, with their own type. */
export const optionsOf = <T extends string>(
  names: Readonly<Record<T, string>>,
): readonly (readonly [T, string])[] => Object.entries(names) as [T, string][];
