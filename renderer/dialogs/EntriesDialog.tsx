import { type FormEvent, useState } from 'react';
import type { Document, Rows } from '#core/document/schema.ts';
import { isMisfit, replaceTensors, type Tensors } from '#core/document/tensors.ts';
import { fullPrecision } from '#core/format/number.ts';
import { useApp } from '#renderer/state/context.ts';
import { commit } from '#renderer/state/edit.ts';
import { DialogFrame } from './DialogFrame.tsx';

type Name = keyof Tensors;

const FIELDS: readonly { readonly name: Name; readonly label: string }[] = [
  { name: 'W', label: 'W, d × m: a row per input' },
  { name: 'V', label: 'V, k × d: a row per direction' },
  { name: 'base', label: 'b, n × d: a row per pair' },
  { name: 'source', label: 's, n × d: a row per pair' },
];

const write = (rows: Rows): string =>
  `[${rows.map((row) => `[${row.map(fullPrecision).join(', ')}]`).join(',\n ')}]`;

const textsOf = (document: Document): Record<Name, string> => ({
  W: write(document.W),
  V: write(document.V),
  base: write(document.base),
  source: write(document.source),
});

/** The tensors as text, to be replaced together: here the shape of the document can change. */
export function EntriesDialog() {
  const { store, engine } = useApp();
  const [texts, setTexts] = useState(() => textsOf(store.getState().document));
  const [error, setError] = useState<{ readonly name: Name | null; readonly message: string } | null>(null);

  const read = async (name: Name): Promise<Rows> => {
    try {
      return (await engine.request('evaluate', { text: texts[name], expect: 'matrix' })).value;
    } catch (failure) {
      setError({ name, message: failure instanceof Error ? failure.message : String(failure) });
      throw failure;
    }
  };

  const apply = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError(null);
    try {
      const tensors = {
        W: await read('W'),
        V: await read('V'),
        base: await read('base'),
        source: await read('source'),
      };
      const next = replaceTensors(store.getState().document, tensors);
      if (isMisfit(next))
        return setError({ name: next.tensor, message: `${next.tensor ?? 'Document'}: ${next.message}` });
      commit(store, next);
      store.setState({ dialog: null, pose: null });
    } catch {
      // The sentence stands under its field already.
    }
  };

  return (
    <DialogFrame title="W, V, b and s as text">
      <form className="entries-grid" onSubmit={(event) => void apply(event)}>
        <p className="muted">
          Matrices as rows, or expressions such as normalize([1, −1, 0]). All four are taken over together.
        </p>
        {FIELDS.map(({ name, label }) => (
          <label key={name} className="stacked">
            {label}
            <textarea
              rows={name === 'W' ? 4 : 2}
              spellCheck={false}
              value={texts[name]}
              aria-invalid={error?.name === name}
              onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
            />
            {error?.name === name && (
              <span className="field-error" role="alert">
                {error.message}
              </span>
            )}
          </label>
        ))}
        {error?.name === null && (
          <p className="field-error" role="alert">
            {error.message}
          </p>
        )}
        <div className="dialog-buttons">
          <span className="spacer" />
          <button type="button" className="button" onClick={() => store.setState({ dialog: null })}>
            Cancel
          </button>
          <button type="submit" className="button primary">
            Apply
          </button>
        </div>
      </form>
    </DialogFrame>
  );
}
