import type { Result, SessionFile } from './contract.ts';
import type { HostFile, Listing } from './fileSchemas.ts';
import type { LinkId } from './links.ts';

/** Session files as a shell offers them. Every method throws an `EngineError` whose sentence is for people. */
export interface SessionStore {
  /** The text of the file with this id, or (null) of one that the user picks; null when the user picked none. */
  read(id: string | null): Promise<{ readonly file: SessionFile; readonly text: string } | null>;
  /** Writes to the file with this id, or (null) where `name` or the user says; null when the user said nowhere. */
  write(
    text: string,
    target: { readonly id: string | null; readonly name: string; readonly overwrite: boolean },
  ): Promise<SessionFile | null>;
  /** Puts a file that was opened or saved at the head of the recent ones. */
  remember(file: SessionFile): void;
  list(): Promise<Result<'listSessions'>>;
}

/**
 * Files with tensors as a shell offers them, by ids that it made. Every method throws an `EngineError` whose sentence
 * is for people.
 */
export interface FileStore {
  /** What a folder holds; null: the host's own. */
  list(folder: string | null): Promise<Listing>;
  /** Files that the user picks, or all files of a folder; null where none was picked. */
  choose(what: 'files' | 'folder'): Promise<readonly HostFile[] | null>;
  /** The path of a file that the window may read. */
  pathOf(id: string): Promise<string>;
  /** The ids of the files that stand beside one of these and may be read, itself included. */
  beside(id: string): Promise<readonly string[]>;
}

/** The part of a worker thread that the engine needs. Each ear is given once. */
export interface JobWorker {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The worker died, with what is known of why; may be said more than once. */
  onFailure(listener: (reason: string) => void): void;
  terminate(): void;
}

/** What a shell lends to the engine. */
export interface EngineHost {
  readonly hello: Result<'hello'>;
  readonly sessions: SessionStore;
  readonly files: FileStore;
  startWorker(): JobWorker;
  setWindowState(state: { readonly title: string; readonly edited: boolean }): void;
  closeWindow(): void;
  /** Opens a page in the user's browser; returns false where that is left to the window. */
  openLink(link: LinkId): boolean;
  /** Notes a fault of ours, with what the user must not be shown. */
  log(fault: unknown): void;
}
