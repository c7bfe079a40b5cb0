import type { HostFile } from '#core/engine/fileSchemas.ts';
import { NO_WELLS, type Wells } from '#core/roles/wells.ts';
import type { AppStore } from './store.ts';

/** Files on their way to the host: which one, how much of all of them is there, and how to stop. */
export interface Transfer {
  readonly name: string;
  readonly fraction: number;
  readonly stop: () => void;
}

/** What the dialog of files knows, also while it is closed. */
export interface Browsing {
  /** The folder of the host's that is listed; null: its own. */
  readonly folder: string | null;
  /** Files that the user chose, dropped or sent, the last ones first. */
  readonly given: readonly HostFile[];
  /** The file whose tensors are listed. */
  readonly file: { readonly id: string; readonly name: string } | null;
  readonly wells: Wells;
  readonly transfer: Transfer | null;
}

export const initialBrowsing: Browsing = {
  folder: null,
  given: [],
  file: null,
  wells: NO_WELLS,
  transfer: null,
};

/** Changes a part of what is browsed. */
export function browse(store: AppStore, change: Partial<Browsing>): void {
  store.setState(({ browsing }) => ({ browsing: { ...browsing, ...change } }));
}
