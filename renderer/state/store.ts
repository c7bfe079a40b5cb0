import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import type { Analysis } from '#core/analysis/types.ts';
import type { ArrowId } from '#core/arrows/types.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import type { Document, Pose, View } from '#core/document/schema.ts';
import type { SessionFile } from '#core/engine/contract.ts';
import { defaultSettings } from '#core/figure/presets.ts';
import type { FigureSettings } from '#core/figure/settings.ts';
import type { Guide } from '#core/interaction/types.ts';
import type { Vec3 } from '#core/linalg/vec3.ts';
import { type Browsing, initialBrowsing } from './browsing.ts';
import type { LateSpectrum } from './spectrum.ts';
import type { ShownSurvey } from './survey.ts';

/** A document with its analysis: what is on screen, never one without the other. */
export interface Frame {
  readonly document: Document;
  readonly analysis: Analysis;
  /** The gesture that made the document, so that its guides are drawn with it and not before it. */
  readonly draft: Draft | null;
  /** The subject on screen when it was asked for: the picture fits another one only once that is here. */
  readonly subject: string;
}

/** A gesture in progress: the document that it would make, shown but not yet in the history. */
export interface Draft {
  readonly document: Document;
  readonly arrow: ArrowId;
  readonly guide: Guide | null;
  /** Where the arrow stood when the gesture began. */
  readonly ghost: { readonly from: Vec3; readonly to: Vec3 } | null;
}

/** A message to the user: it stays until dismissed or replaced. */
export interface Notice {
  readonly kind: 'error' | 'info';
  readonly text: string;
}

/** How far an analysis is, the seconds that its stage will take (null: not known yet), and how to stop it. */
export interface AnalysisProgress {
  readonly stage: string;
  readonly fraction: number;
  readonly secondsLeft: number | null;
  readonly stop: () => void;
}

export type Dialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'open' }
  | { readonly kind: 'files' }
  | { readonly kind: 'saveAs' }
  | { readonly kind: 'figure' }
  | { readonly kind: 'entries' }
  | { readonly kind: 'leave'; readonly then: () => void };

/** Everything the window knows. Only `document` is stepped through by undo and redo. */
export interface State {
  readonly document: Document;
  readonly draft: Draft | null;
  readonly frame: Frame | null;
  /** How far a long analysis is; null when none runs. */
  readonly progress: AnalysisProgress | null;
  /** The singular values of a large layer, which come after its analysis. */
  readonly late: LateSpectrum | null;
  /** Whether the pairs are shown beside the picture, and in it as a cloud. */
  readonly pairsShown: boolean;
  /** The last survey of them. */
  readonly survey: ShownSurvey | null;
  /** How far the next one is, and how to stop it. */
  readonly surveying: { readonly fraction: number; readonly stop: () => void } | null;
  /** The camera, kept beside the document, so that undo never moves it. */
  readonly pose: Pose | null;
  readonly projection: View['projection'];
  readonly file: SessionFile | null;
  /** The document as it was last opened or saved. */
  readonly saved: Document;
  readonly selected: ArrowId | null;
  readonly hovered: ArrowId | null;
  /** The arrow that the keyboard holds. */
  readonly grabbed: ArrowId | null;
  /** Changes when another document comes on screen, not when it is edited. */
  readonly subject: string;
  /** The arrows of the term under the pointer. */
  readonly highlighted: readonly ArrowId[];
  readonly snapping: boolean;
  readonly dialog: Dialog | null;
  readonly browsing: Browsing;
  /** How figures look: kept from one to the next. */
  readonly figure: FigureSettings;
  readonly notice: Notice | null;
  /** The last sentence for screen readers. */
  readonly announcement: string;
}

const initial: State = {
  document: defaultDocument,
  draft: null,
  frame: null,
  progress: null,
  late: null,
  pairsShown: false,
  survey: null,
  surveying: null,
  pose: null,
  projection: 'perspective',
  file: null,
  saved: defaultDocument,
  selected: 'v',
  hovered: null,
  grabbed: null,
  subject: 'notebook',
  highlighted: [],
  snapping: true,
  dialog: null,
  browsing: initialBrowsing,
  figure: defaultSettings,
  notice: null,
  announcement: '',
};

/** A store with its own history: `store.temporal` undoes and redoes `document`. */
export const createAppStore = () =>
  createStore<State>()(
    temporal(() => initial, {
      partialize: ({ document }) => ({ document }),
      equality: (a, b) => a.document === b.document,
      limit: 500,
    }),
  );

export type AppStore = ReturnType<typeof createAppStore>;

/** The document on screen: the gesture's, else the document itself. */
export const shownDocument = (state: State): Document => state.draft?.document ?? state.document;

/** True while closing would lose changes; a preset that nobody touched is no loss. */
export const isEdited = ({ document, saved }: State): boolean =>
  document !== saved && !presets.some((preset) => preset.document === document);

/** What a session file holds: the document with the camera of the window. */
export const documentToSave = ({ document, pose, projection }: State): Document => ({
  ...document,
  view: { ...document.view, pose, projection },
});
