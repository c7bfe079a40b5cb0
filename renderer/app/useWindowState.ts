import { useEffect } from 'react';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { guardUnsaved, openSession, reportError } from '#renderer/state/session.ts';
import { isEdited } from '#renderer/state/store.ts';

/** Keeps the window's title and the host's close guard true, and answers the host when it asks. */
export function useWindowState(): void {
  const app = useApp();
  const edited = useAppState(isEdited);
  const title = useAppState((state) => state.document.title);
  useEffect(() => {
    document.title = `${edited ? '• ' : ''}${title} – Nullscope`;
    app.engine.request('setWindowState', { title, edited }).catch((error) => reportError(app.store, error));
  }, [app, title, edited]);

  useEffect(() => {
    if (!edited || app.host.host === 'desktop') return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [edited, app.host.host]);

  useEffect(
    () =>
      app.engine.subscribe((event) => {
        if (event.kind === 'closeRequested')
          guardUnsaved(app.store, () => void app.engine.request('closeWindow', {}));
        if (event.kind === 'openRequested') guardUnsaved(app.store, () => void openSession(app, event.file));
      }),
    [app],
  );
}
