import type { Document } from '#core/document/schema.ts';
import { type Engine, EngineError, type SessionFile } from '#core/engine/contract.ts';
import { type AppStore, documentToSave, isEdited } from './store.ts';

interface Host {
  readonly store: AppStore;
  readonly engine: Engine;
}

/** Puts a document on screen as a fresh start: its history is empty and nothing is unsaved. */
export function show(store: AppStore, document: Document, file: SessionFile | null): void {
  const { pose, projection } = document.view;
  store.setState({
    document,
    saved: document,
    file,
    pose,
    projection,
    draft: null,
    grabbed: null,
    subject: crypto.randomUUID(),
    selected: 'v',
    notice: null,
  });
  store.temporal.getState().clear();
}

/** Runs `then` at once, or after the user agreed to lose the unsaved changes (or saved them). */
export function guardUnsaved(store: AppStore, then: () => void): void {
  if (isEdited(store.getState())) store.setState({ dialog: { kind: 'leave', then } });
  else then();
}

/** Says in the window what went wrong; a cancelled request is no error. */
export function reportError(store: AppStore, error: unknown): void {
  if (error instanceof EngineError && error.code === 'cancelled') return;
  const text = error instanceof Error ? error.message : String(error);
  store.setState({ notice: { kind: 'error', text } });
}

/** Opens a session by its id, or (null) one that the user picks in the host's dialog. */
export async function openSession({ store, engine }: Host, file: string | null): Promise<void> {
  try {
    const before = store.getState().document;
    const opened = await engine.request('openSession', { file });
    if (!opened.cancelled) replace(store, before, () => show(store, opened.document, opened.file));
  } catch (error) {
    reportError(store, error);
  }
}

/** Runs `then`; where the user went on working meanwhile, only after the same question as before opening. */
function replace(store: AppStore, before: Document, then: () => void): void {
  if (store.getState().document === before) then();
  else guardUnsaved(store, then);
}

/** Opens the text of a session file that was dropped on the window. */
export async function openText({ store, engine }: Host, name: string, text: string): Promise<void> {
  try {
    const before = store.getState().document;
    const { document } = await engine.request('parseSession', { name, text });
    replace(store, before, () => show(store, document, null));
  } catch (error) {
    reportError(store, error);
  }
}

/** Opens the session in a figure that was dropped on the window: its bytes in base64. */
export async function openFigure({ store, engine }: Host, name: string, bytes: string): Promise<void> {
  try {
    const before = store.getState().document;
    const { document } = await engine.request('parseFigure', { name, bytes });
    replace(store, before, () => show(store, document, null));
  } catch (error) {
    reportError(store, error);
  }
}

/**
 * Saves to the session's file, or where the user says. Resolves to true once it is on disk; rejects with the
 * engine's `exists` error where another file of that name would be replaced.
 */
export async function saveSession(
  { store, engine }: Host,
  target: { readonly file: string | null; readonly name: string; readonly overwrite: boolean },
): Promise<boolean> {
  const state = store.getState();
  const saved = await engine.request('saveSession', { document: documentToSave(state), ...target });
  if (saved.cancelled) return false;
  store.setState({ file: saved.file, saved: state.document, notice: null });
  return true;
}
