import { useState } from 'react';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}

/** A number within limits: what is beyond them becomes the nearest that is not. */
export function NumberSetting({ label, value, min, max, step, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string): void => {
    const x = Number(text);
    if (text.trim() !== '' && Number.isFinite(x)) onChange(Math.min(max, Math.max(min, x)));
  };
  return (
    <label className="stacked">
      {label}
      <input
        type="number"
        min={min}
        max={max}
        step={step}
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.validity.valid) take(event.target.value);
        }}
        onBlur={() => {
          if (typed !== null) take(typed);
          setTyped(null);
        }}
      />
    </label>
  );
}
