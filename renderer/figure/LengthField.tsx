import { useState } from 'react';
import { fromPoints, type LengthUnit, parseLength, toPoints } from '#core/figure/length.ts';
import { LARGEST_SIDE, SMALLEST_SIDE } from '#core/figure/settings.ts';

interface Props {
  readonly label: string;
  /** Points. */
  readonly value: number;
  readonly unit: LengthUnit;
  readonly onChange: (points: number) => void;
}

/** A length in a unit; another unit can be typed after the number. */
export function LengthField({ label, value, unit, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = (): void => {
    const length = parseLength(typed ?? '') ?? parseLength(`${typed ?? ''}${unit}`);
    if (length) onChange(Math.min(LARGEST_SIDE, Math.max(SMALLEST_SIDE, toPoints(length))));
    setTyped(null);
  };
  return (
    <label className="stacked">
      {label}
      <input
        value={typed ?? String(Number(fromPoints(value, unit).toFixed(3)))}
        inputMode="decimal"
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => typed !== null && take()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && typed !== null) take();
          if (event.key === 'Escape' && typed !== null) {
            event.preventDefault();
            event.stopPropagation();
            setTyped(null);
          }
        }}
      />
    </label>
  );
}
