import { type FormEvent, useState } from 'react';
import { EngineError } from '#core/engine/contract.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { saveSession } from '#renderer/state/session.ts';
import { DialogFrame } from './DialogFrame.tsx';

/** Saves into the host's folder under a name; asks before another file is replaced. */
export function SaveAsDialog() {
  const app = useApp();
  const title = useAppState((state) => state.document.title);
  const [name, setName] = useState(title);
  const [taken, setTaken] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await saveSession(app, { file: null, name, overwrite: taken });
      app.store.setState({ dialog: null });
    } catch (failure) {
      setTaken(failure instanceof EngineError && failure.code === 'exists');
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <DialogFrame title="Save session as" className="narrow">
      <form onSubmit={(event) => void submit(event)}>
        <label className="stacked">
          Name, in {app.host.folder ?? 'the folder of the host'}
          <input
            value={name}
            maxLength={200}
            // The attribute, which React would keep to itself: a dialog looks for it when it opens.
            ref={(field) => field?.setAttribute('autofocus', '')}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              setName(event.target.value);
              setTaken(false);
              setError(null);
            }}
          />
        </label>
        {error !== null && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        <div className="dialog-buttons">
          <span className="spacer" />
          <button type="button" className="button" onClick={() => app.store.setState({ dialog: null })}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={name.trim() === ''}>
            {taken ? 'Replace' : 'Save'}
          </button>
        </div>
      </form>
    </DialogFrame>
  );
}
