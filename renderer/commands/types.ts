import type { App } from '#renderer/state/context.ts';
import type { State } from '#renderer/state/store.ts';

/** The headings of the palette and of the shortcut sheet. */
export type CommandGroup = 'File' | 'Edit' | 'Direction and pair' | 'View' | 'Presets' | 'Help';

/** One thing that the user can ask for: menu, palette, shortcut and native menu all run the same record. */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly title: string;
  /** A second line in the palette. */
  readonly detail?: string;
  /** Words that find it besides its title. */
  readonly keywords?: readonly string[];
  /** For example `Mod+Shift+Z`; `Mod` is Cmd on a Mac, else Ctrl. */
  readonly shortcut?: string;
  /** Why it cannot run now; null when it can. */
  readonly unavailable?: (state: State) => string | null;
  readonly run: (app: App) => void;
}
