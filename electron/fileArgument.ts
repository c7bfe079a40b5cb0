import { resolve } from 'node:path';
import { SESSION_ENDING } from '#core/engine/sessionName.ts';

/** The session file that a command line names, as an absolute path from `folder`; null where it names none. */
export function fileArgument(argv: readonly string[], folder: string): string | null {
  const named = argv.slice(1).find((word) => !word.startsWith('-') && word.endsWith(SESSION_ENDING));
  return named ? resolve(folder, named) : null;
}
