import { useApp, useAppState } from '#renderer/state/context.ts';
import { reportError, saveSession } from '#renderer/state/session.ts';
import { DialogFrame } from './DialogFrame.tsx';

/** Asks before unsaved changes are lost. */
export function LeaveDialog({ then }: { readonly then: () => void }) {
  const app = useApp();
  const title = useAppState((state) => state.document.title);
  const file = useAppState((state) => state.file);
  const close = (): void => app.store.setState({ dialog: null });
  const save = async (): Promise<void> => {
    close();
    if (!file && app.host.dialogs === 'window') return app.store.setState({ dialog: { kind: 'saveAs' } });
    try {
      if (await saveSession(app, { file: file?.id ?? null, name: title, overwrite: true })) then();
    } catch (error) {
      reportError(app.store, error);
    }
  };
  return (
    <DialogFrame title="Save the changes?" className="narrow">
      <p>“{title}” has changes that are not saved.</p>
      <div className="dialog-buttons">
        <button
          type="button"
          className="button"
          onClick={() => {
            close();
            then();
          }}
        >
          Discard them
        </button>
        <span className="spacer" />
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={() => void save()}>
          Save
        </button>
      </div>
    </DialogFrame>
  );
}
