import type { Document } from '#core/document/schema.ts';
import { FILES } from '#core/figure/fileTypes.ts';
import { defaultSettings } from '#core/figure/presets.ts';
import {
  type FigureFormat,
  type FigureSettings,
  figureSettingsSchema,
  isPlot,
  type PanelKind,
} from '#core/figure/settings.ts';
import { fromBase64 } from '#core/format/base64.ts';
import type { PlotId } from '#core/plots/plot.ts';
import { saveFile } from '#renderer/save/saveFile.ts';
import type { App } from './context.ts';
import { reportError } from './session.ts';
import { type AppStore, documentToSave, type State } from './store.ts';
import { pairCount } from './survey.ts';

const KEY = 'nullscope.figure';

/** The settings of the last figure; those that a first one begins with where none, or no sensible ones, are kept. */
export function storedSettings(): FigureSettings {
  try {
    const kept = figureSettingsSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? ''));
    return kept.success ? kept.data : defaultSettings;
  } catch {
    return defaultSettings;
  }
}

/** Changes the settings of figures, and keeps them for the next start. */
export function changeFigure(store: AppStore, change: Partial<FigureSettings>): void {
  const figure = { ...store.getState().figure, ...change };
  store.setState({ figure });
  localStorage.setItem(KEY, JSON.stringify(figure));
}

/** The document before the last edit, while it is of the same instance: what a panel “before” shows. */
export function documentBefore(app: Pick<App, 'store'>): Document | null {
  const { document, pose, projection } = app.store.getState();
  const before = app.store.temporal.getState().pastStates.at(-1)?.document;
  const same =
    before && before.W.length === document.W.length && before.slice?.layer === document.slice?.layer;
  return same ? { ...before, view: { ...before.view, pose, projection } } : null;
}

/** Why a panel cannot be shown now, in a few words; null where it can. */
export function panelProblem(kind: PanelKind, state: State, before: Document | null): string | null {
  if (kind === 'spectrum') return null;
  if (isPlot(kind)) return pairCount(state.document) < 2 ? 'there is one pair' : null;
  if (state.document.W.length > 3) return 'no picture of d > 3: take the exact slice';
  return kind === 'before' && !before ? 'nothing was edited yet' : null;
}

/** The settings as they can be drawn now: panels that are not to be had are left out. */
export function drawableSettings(app: Pick<App, 'store'>): FigureSettings {
  const state = app.store.getState();
  const before = documentBefore(app);
  const panels = state.figure.panels.filter((kind) => panelProblem(kind, state, before) === null);
  return {
    ...state.figure,
    panels: panels.length > 0 ? panels : [state.document.W.length > 3 ? 'spectrum' : 'picture'],
  };
}

/** A figure of what is on screen: text, or bytes. */
export async function figureContent(
  app: Pick<App, 'store' | 'engine'>,
  format: FigureFormat,
  settings: FigureSettings,
): Promise<string | Uint8Array<ArrayBuffer>> {
  const { encoding, content } = await app.engine.request('exportFigure', {
    document: documentToSave(app.store.getState()),
    before: settings.panels.includes('before') ? documentBefore(app) : null,
    settings,
    format,
  });
  return encoding === 'text' ? content : fromBase64(content);
}

/** A name for files of the document on screen. */
export const fileName = ({ document }: Pick<State, 'document'>): string =>
  document.title.replace(/[^\p{L}\p{N} ._-]/gu, '').trim() || 'figure';

/** Lets the user save the figure of what is on screen. */
export async function saveFigure(app: Pick<App, 'store' | 'engine'>, format: FigureFormat): Promise<void> {
  const { ending, type } = FILES[format];
  const content = await figureContent(app, format, drawableSettings(app));
  saveFile(`${fileName(app.store.getState())}.${ending}`, type, content);
}

/** The height of a plot alone, of its width. */
const PLOT_HEIGHT = 0.66;

/** Lets the user save a plot alone as SVG, in the type and width of figures. */
export async function savePlot(app: Pick<App, 'store' | 'engine'>, plot: PlotId): Promise<void> {
  const { figure } = app.store.getState();
  const settings = {
    ...figure,
    height: PLOT_HEIGHT * figure.width,
    panels: [plot],
    legend: false,
    readouts: false,
  };
  try {
    saveFile(`${plot}.svg`, FILES.svg.type, await figureContent(app, 'svg', settings));
  } catch (error) {
    reportError(app.store, error);
  }
}

/** Puts the figure of what is on screen on the clipboard: pixels, or SVG, which is text to what knows no SVG. */
export async function copyFigure(app: Pick<App, 'store' | 'engine'>, format: 'png' | 'svg'): Promise<void> {
  try {
    // The browser wants to be asked while the press is fresh: what is copied may come later.
    // Without fonts inside: the browser reads a copied SVG as part of this page, which forbids styles in markup.
    const settings = { ...drawableSettings(app), embedFonts: false };
    const blob = figureContent(app, format, settings).then(
      (content) => new Blob([content], { type: FILES[format].type }),
    );
    const items: Record<string, Promise<Blob>> = { [FILES[format].type]: blob };
    if (format === 'svg') items['text/plain'] = blob.then((own) => new Blob([own], { type: 'text/plain' }));
    await navigator.clipboard.write([new ClipboardItem(items)]);
    app.store.setState({
      notice: { kind: 'info', text: `The figure is on the clipboard, as ${format.toUpperCase()}.` },
    });
  } catch (error) {
    reportError(app.store, error);
  }
}
