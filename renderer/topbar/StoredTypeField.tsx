import { useId } from 'react';
import { storedTypeSchema } from '#core/document/schema.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { STORED_TYPES } from '#core/words/storedType.ts';
import { useApp } from '#renderer/state/context.ts';
import { changeRule } from '#renderer/state/slice.ts';

/** The number format in which `W` was stored: it says how fine the noise is that the storage rank leaves out. */
export function StoredTypeField({ stored }: { readonly stored: StoredType }) {
  const app = useApp();
  const id = useId();
  return (
    <div className="menu-select">
      <label htmlFor={id}>W was stored as</label>
      <select
        id={id}
        value={stored}
        onChange={({ target }) => changeRule(app, { stored: storedTypeSchema.parse(target.value) })}
      >
        {storedTypeSchema.options.map((type) => (
          <option key={type} value={type}>
            {STORED_TYPES[type]}
          </option>
        ))}
      </select>
    </div>
  );
}
