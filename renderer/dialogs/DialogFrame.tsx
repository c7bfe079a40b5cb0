import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useApp } from '#renderer/state/context.ts';
import './dialogs.css';

interface Props {
  readonly title: string;
  readonly className?: string;
  /** Shown without its heading: the palette. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog: the browser's own, which traps focus, closes on Escape and makes the rest inert. */
export function DialogFrame({ title, className = '', bare = false, children }: Props) {
  const { store } = useApp();
  const id = useId();
  const node = useRef<HTMLDialogElement>(null);
  const close = (): void => store.setState({ dialog: null });
  useEffect(() => {
    const dialog = node.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the backdrop is what Escape does by key
    <dialog
      ref={node}
      className={`dialog ${className}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === node.current && close()}
    >
      <div className="dialog-body">
        <div className={bare ? 'visually-hidden' : 'dialog-head'}>
          <h2 id={id}>{title}</h2>
          {!bare && (
            <button type="button" className="button quiet icon" aria-label="Close" onClick={close}>
              <X size={16} aria-hidden="true" />
            </button>
          )}
        </div>
        {children}
      </div>
    </dialog>
  );
}
