import type { Result, SessionFile } from './contract.ts';
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
  startWorker(): JobWorker;
  /** The path of a file that the window knows by an id. Throws an `EngineError` where the window may not read it. */
  pathOf(file: string): Promise<string>;
  setWindowState(state: { readonly title: string; readonly edited: boolean }): void;
  closeWindow(): void;
  /** Opens a page in the user's browser; returns false where that is left to the window. */
  openLink(link: LinkId): boolean;
  /** Notes a fault of ours, with what the user must not be shown. */
  log(fault: unknown): void;
}
