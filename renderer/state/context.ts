import { createContext, useContext, useRef } from 'react';
import { useStore } from 'zustand';
import type { Engine, Result } from '#core/engine/contract.ts';
import type { ViewportHandle } from '#renderer/viewport/Viewport.tsx';
import type { AppStore, Draft, Frame, State } from './store.ts';

/** What every component may use: the store, the engine and what the engine said of its host. */
export interface App {
  readonly store: AppStore;
  readonly engine: Engine;
  readonly host: Result<'hello'>;
  /** The picture, while there is one. */
  readonly picture: { current: ViewportHandle | null };
}

export const AppContext = createContext<App | null>(null);

/** The app; throws outside of it. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('useApp outside of the app');
  return app;
}

/** A part of the state, on a narrow selector. */
export function useAppState<T>(selector: (state: State) => T): T {
  return useStore(useApp().store, selector);
}

/** The document and its analysis on screen. The window shows its panels only once there is one. */
export function useFrame(): Frame {
  const frame = useAppState((state) => state.frame);
  if (!frame) throw new Error('useFrame before the first analysis');
  return frame;
}

/** The gesture in progress whose document is on screen; null while there is none. */
export function useShownDraft(): Draft | null {
  return useAppState(({ draft, frame }) => (draft ? (frame?.draft ?? null) : null));
}

/**
 * What `compute` gives while nothing is in hand; during a gesture, what it gave before: for what only a resting
 * pointer meets, or a reader of sentences, and which need not follow every frame.
 */
export function useSettled<T>(compute: () => T): T {
  const moving = useAppState((state) => state.draft !== null);
  const settled = useRef<{ readonly value: T } | null>(null);
  if (!moving || !settled.current) settled.current = { value: compute() };
  return settled.current.value;
}

/** Whether there is a step to undo and to redo. */
export function useHistory(): { readonly canUndo: boolean; readonly canRedo: boolean } {
  const { temporal } = useApp().store;
  return {
    canUndo: useStore(temporal, (history) => history.pastStates.length > 0),
    canRedo: useStore(temporal, (history) => history.futureStates.length > 0),
  };
}
