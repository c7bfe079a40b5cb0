import { documentCommands } from '#core/document/commands.ts';
import { presets } from '#core/document/presets.ts';
import { cameraPreset } from '#core/scene/cameraPresets.ts';
import type { App } from '#renderer/state/context.ts';
import { commit, redo, undo } from '#renderer/state/edit.ts';
import { exportDirection } from '#renderer/state/exportDirection.ts';
import { copyFigure } from '#renderer/state/figure.ts';
import { guardUnsaved, openSession, reportError, saveSession } from '#renderer/state/session.ts';
import { type State, shownDocument } from '#renderer/state/store.ts';
import { pairCount } from '#renderer/state/survey.ts';
import { setTheme, type Theme } from '#renderer/theme/theme.ts';
import type { Command } from './types.ts';

const save = (app: App): void => {
  const { file, document } = app.store.getState();
  if (file) write(app, file.id, document.title);
  else saveAs(app);
};

const write = (app: App, file: string | null, name: string): void => {
  saveSession(app, { file, name, overwrite: true }).catch((error) => reportError(app.store, error));
};

const saveAs = (app: App): void => {
  if (app.host.dialogs === 'window') app.store.setState({ dialog: { kind: 'saveAs' } });
  else write(app, null, app.store.getState().document.title);
};

const open = (app: App): void => {
  if (app.host.dialogs === 'window') app.store.setState({ dialog: { kind: 'open' } });
  else guardUnsaved(app.store, () => void openSession(app, null));
};

const onFrame = (state: State, why: (frame: NonNullable<State['frame']>) => string | null): string | null =>
  state.frame ? why(state.frame) : 'The numbers are not there yet.';

const FILE: readonly Command[] = [
  { id: 'open', group: 'File', title: 'Open session…', shortcut: 'Mod+O', run: open },
  {
    id: 'openLayer',
    group: 'File',
    title: 'Open a layer…',
    keywords: ['file', 'tensor', 'weights', 'safetensors', 'npy', 'model', 'upload'],
    shortcut: 'Mod+Shift+O',
    run: ({ store }) => store.setState({ dialog: { kind: 'files' } }),
  },
  { id: 'save', group: 'File', title: 'Save session', shortcut: 'Mod+S', run: save },
  { id: 'saveAs', group: 'File', title: 'Save session as…', shortcut: 'Mod+Shift+S', run: saveAs },
  {
    id: 'exportFigure',
    group: 'File',
    title: 'Export figure…',
    detail: 'SVG, PDF, TikZ or PNG, with caption, numbers and script',
    keywords: ['paper', 'image', 'picture', 'screenshot', 'LaTeX', 'caption', 'animation', 'GIF'],
    shortcut: 'Mod+Shift+E',
    unavailable: (state) => onFrame(state, () => null),
    run: ({ store }) => store.setState({ dialog: { kind: 'figure' } }),
  },
  {
    id: 'copyPng',
    group: 'File',
    title: 'Copy the figure as PNG',
    keywords: ['clipboard', 'image', 'screenshot'],
    shortcut: 'Mod+Shift+C',
    unavailable: (state) => onFrame(state, () => null),
    run: (app) => void copyFigure(app, 'png'),
  },
  {
    id: 'copySvg',
    group: 'File',
    title: 'Copy the figure as SVG',
    keywords: ['clipboard', 'vector'],
    unavailable: (state) => onFrame(state, () => null),
    run: (app) => void copyFigure(app, 'svg'),
  },
  {
    id: 'exportDirection',
    group: 'File',
    title: 'Export the direction as .safetensors',
    detail: 'v as it was dragged, in all dimensions, with a note of what it is',
    keywords: ['save', 'v', 'vector', 'DAS', 'subspace'],
    run: ({ store }) => exportDirection(shownDocument(store.getState()), 'safetensors'),
  },
  {
    id: 'exportDirection.npy',
    group: 'File',
    title: 'Export the direction as .npy',
    detail: 'v as it was dragged, in all dimensions, with a note of what it is',
    keywords: ['save', 'v', 'vector', 'DAS', 'subspace', 'numpy'],
    run: ({ store }) => exportDirection(shownDocument(store.getState()), 'npy'),
  },
];

const EDIT: readonly Command[] = [
  { id: 'undo', group: 'Edit', title: 'Undo', shortcut: 'Mod+Z', run: ({ store }) => undo(store) },
  { id: 'redo', group: 'Edit', title: 'Redo', shortcut: 'Mod+Shift+Z', run: ({ store }) => redo(store) },
  {
    id: 'entries',
    group: 'Edit',
    title: 'Edit W, V, b and s as text…',
    keywords: ['matrix', 'numbers', 'paste', 'shape'],
    shortcut: 'Mod+E',
    unavailable: ({ document }) =>
      document.slice ? 'This is a slice of a larger instance: its tensors are not typed.' : null,
    run: ({ store }) => store.setState({ dialog: { kind: 'entries' } }),
  },
  {
    id: 'reset',
    group: 'Edit',
    title: 'Reset to the notebook toy',
    keywords: ['default', 'start over'],
    run: ({ store }) => commit(store, { ...resetDocument, view: store.getState().document.view }),
  },
];

const resetDocument = (presets[0] as (typeof presets)[number]).document;

const DOCUMENT: readonly Command[] = documentCommands.map((own) => ({
  id: own.id,
  group: 'Direction and pair',
  title: own.title,
  keywords: own.keywords,
  unavailable: (state) => onFrame(state, (frame) => own.unavailable(frame.document, frame.analysis)),
  run: ({ store }) => {
    const { frame } = store.getState();
    if (frame) commit(store, own.run(frame.document, frame.analysis, Math.random));
  },
}));

/** Moves the camera to a preset view of the document on screen. */
function look(kind: Parameters<typeof cameraPreset>[0]): (app: App) => void {
  return ({ store, picture }) => {
    const { frame } = store.getState();
    if (frame) picture.current?.look(cameraPreset(kind, frame.document, frame.analysis, 1));
  };
}

const theme = (value: Theme, title: string): Command => ({
  id: `theme.${value}`,
  group: 'View',
  title,
  keywords: ['theme', 'colours', 'appearance'],
  run: () => setTheme(value),
});

const VIEW: readonly Command[] = [
  {
    id: 'view.isometric',
    group: 'View',
    title: 'Free view',
    keywords: ['isometric', 'reset camera', 'fit'],
    shortcut: '1',
    run: look('isometric'),
  },
  {
    id: 'view.columnSpace',
    group: 'View',
    title: 'Face the column space',
    shortcut: '2',
    run: look('columnSpace'),
  },
  { id: 'view.alongV', group: 'View', title: 'Look along v', shortcut: '3', run: look('alongV') },
  {
    id: 'view.nullSpace',
    group: 'View',
    title: 'Face the null space',
    shortcut: '4',
    run: look('nullSpace'),
  },
  {
    id: 'view.projection',
    group: 'View',
    title: 'Switch between perspective and orthographic',
    shortcut: '5',
    run: ({ store }) =>
      store.setState(({ projection }) => ({
        projection: projection === 'perspective' ? 'orthographic' : 'perspective',
      })),
  },
  {
    id: 'view.snapping',
    group: 'View',
    title: 'Switch snapping on or off',
    keywords: ['magnet'],
    run: ({ store }) =>
      store.setState(({ snapping }) => ({
        snapping: !snapping,
        notice: { kind: 'info', text: snapping ? 'Snapping is off.' : 'Snapping is on.' },
      })),
  },
  {
    id: 'view.pairs',
    group: 'View',
    title: 'Show or hide all pairs: cloud and plots',
    keywords: ['plots', 'cloud', 'alpha', 'histogram', 'AUROC', 'dormancy'],
    shortcut: '6',
    unavailable: ({ document }) =>
      pairCount(document) < 2 ? 'There is one pair: choose base and source with several rows.' : null,
    run: ({ store }) => store.setState(({ pairsShown }) => ({ pairsShown: !pairsShown })),
  },
  theme('system', 'Theme: follow the system'),
  theme('light', 'Theme: light'),
  theme('dark', 'Theme: dark'),
];

const PRESETS: readonly Command[] = presets.map((preset) => ({
  id: `preset.${preset.id}`,
  group: 'Presets',
  title: preset.title,
  detail: preset.summary,
  keywords: ['preset', 'example'],
  run: ({ store }) => {
    store.setState({ file: null, pose: null, selected: 'v', subject: preset.id });
    commit(store, preset.document);
  },
}));

const HELP: readonly Command[] = [
  {
    id: 'palette',
    group: 'Help',
    title: 'All commands',
    shortcut: 'Mod+K',
    run: ({ store }) => store.setState({ dialog: { kind: 'palette' } }),
  },
  {
    id: 'shortcuts',
    group: 'Help',
    title: 'Keyboard and mouse',
    shortcut: '?',
    run: ({ store }) => store.setState({ dialog: { kind: 'shortcuts' } }),
  },
  {
    id: 'link.makelov',
    group: 'Help',
    title: 'Paper: Makelov et al., an interpretability illusion',
    run: ({ engine }) => void engine.request('openLink', { link: 'makelov' }),
  },
  {
    id: 'link.wu',
    group: 'Help',
    title: 'Paper: Wu et al., a reply to Makelov et al.',
    run: ({ engine }) => void engine.request('openLink', { link: 'wu' }),
  },
];

/** Every command of the window, in the order of the palette. */
export const commands: readonly Command[] = [...FILE, ...EDIT, ...DOCUMENT, ...VIEW, ...PRESETS, ...HELP];

/** The command with this id, if there is one. */
export const commandOf = (id: string): Command | undefined => commands.find((command) => command.id === id);

/** Runs a command, or says why it cannot run. */
export function runCommand(app: App, command: Command): void {
  const why = command.unavailable?.(app.store.getState()) ?? null;
  if (why) app.store.setState({ notice: { kind: 'info', text: why } });
  else command.run(app);
}
