import { useEffect } from 'react';
import { useApp } from '#renderer/state/context.ts';
import { commandOf, commands, runCommand } from './commands.ts';
import { matches } from './shortcut.ts';

/** A text field whose text the user is changing keeps its own keys; a clean one leaves undo to the document. */
function keepsKeys(target: EventTarget | null, shortcut: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest('input, textarea, [contenteditable="true"]');
  if (!field) return false;
  return !shortcut.startsWith('Mod+') || (/\+(z)$/i.test(shortcut) && !field.hasAttribute('data-clean'));
}

/** Undo of the menu bar within a text that the user is changing: the browser's own. */
function undoesText(id: string): boolean {
  if ((id !== 'undo' && id !== 'redo') || !keepsKeys(document.activeElement, 'Mod+Z')) return false;
  return document.execCommand(id);
}

/** Listens for the shortcuts of the window and for the commands of the host's own menu. */
export function useShortcuts(): void {
  const app = useApp();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || app.store.getState().dialog) return;
      for (const command of commands) {
        const { shortcut } = command;
        if (!shortcut || !matches(shortcut, event) || keepsKeys(event.target, shortcut)) continue;
        event.preventDefault();
        runCommand(app, command);
        return;
      }
    };
    window.addEventListener('keydown', press);
    const unsubscribe = app.engine.subscribe((event) => {
      if (event.kind !== 'command') return;
      if (undoesText(event.id)) return;
      const command = commandOf(event.id);
      if (command) runCommand(app, command);
    });
    return () => {
      window.removeEventListener('keydown', press);
      unsubscribe();
    };
  }, [app]);
}
