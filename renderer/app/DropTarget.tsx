import { type DragEvent, type ReactNode, useState } from 'react';
import { useApp } from '#renderer/state/context.ts';
import { guardUnsaved, openText } from '#renderer/state/session.ts';

/** The window as a place to drop a session file on; whatever is dropped, the window never navigates. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const app = useApp();
  const [over, setOver] = useState(false);
  const drop = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    setOver(false);
    const [file, ...others] = event.dataTransfer.files;
    if (!file) return;
    if (others.length > 0) {
      const text = `${others.length + 1} files were dropped; drop one session file at a time.`;
      return app.store.setState({ notice: { kind: 'error', text } });
    }
    const text = await file.text();
    guardUnsaved(app.store, () => void openText(app, file.name, text));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard, the same is Open session (Ctrl O)
    <div
      className="window"
      data-drop={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(event.dataTransfer.types.includes('Files'));
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      {children}
      {over && <div className="drop-hint">Drop a .nullscope.json session to open it</div>}
    </div>
  );
}
