import { X } from 'lucide-react';
import { useApp, useAppState } from '#renderer/state/context.ts';

/** What went wrong, within the dialog: the window's own messages lie behind it. */
export function FilesNotice() {
  const { store } = useApp();
  const notice = useAppState((state) => state.notice);
  if (notice?.kind !== 'error') return null;
  return (
    <div className="notice files-notice" data-kind="error" role="alert">
      <span>{notice.text}</span>
      <button
        type="button"
        className="button quiet icon"
        aria-label="Dismiss"
        onClick={() => store.setState({ notice: null })}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
