import { type DragEvent, type ReactNode, useState } from 'react';
import { takeDrop } from '#renderer/files/give.ts';
import { useApp } from '#renderer/state/context.ts';

/** The window as a place to drop files on: a session, or tensors. Whatever is dropped, the window never navigates. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const app = useApp();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer.files.length > 0) void takeDrop(app, event.dataTransfer);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard, the same is Open session and Open a layer
    <div
      className="window"
      data-drop={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(event.dataTransfer.types.includes('Files'));
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={drop}
    >
      {children}
      {over && <div className="drop-hint">Drop a session, or files with tensors</div>}
    </div>
  );
}
