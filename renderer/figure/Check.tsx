import type { ReactNode } from 'react';

/** A group of settings under a heading. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="figure-section">
      <legend className="section-head">{title}</legend>
      {children}
    </fieldset>
  );
}

interface CheckProps {
  readonly label: string;
  readonly title?: string;
  readonly detail?: string | null;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

/** A setting that is on or off; `detail` says why it cannot be changed. */
export function Check({ label, title, detail, on, disabled = false, onChange }: CheckProps) {
  return (
    <label className="check" title={title} data-disabled={disabled || undefined}>
      <input
        type="checkbox"
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {/* The blank parts the words for who hears them. */}
        {label} {detail && <small>{detail}</small>}
      </span>
    </label>
  );
}
