// @vitest-environment happy-dom
import { act, cleanup, createEvent, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Args, EngineError, type RequestName } from '#core/engine/contract.ts';
import type { Inspection, ListedTensor, Listing } from '#core/engine/fileSchemas.ts';
import { type Finders, finders } from '#core/roles/finders.ts';
import { FilesDialog } from '#renderer/files/FilesDialog.tsx';
import { browse } from '#renderer/state/browsing.ts';
import { type App, AppContext } from '#renderer/state/context.ts';
import { createAppStore } from '#renderer/state/store.ts';
import { until } from '#test/support/until.ts';

// KaTeX asks for a page in standards mode, which this one's DOM does not tell.
vi.hoisted(() => Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' }));

afterEach(cleanup);

const tensor = (name: string, shape: readonly number[]): ListedTensor => ({
  name,
  shape,
  type: 'f32',
  bytes: 4 * shape.reduce((product, n) => product * n, 1),
  order: 'rows',
  bigEndian: false,
});

const LISTINGS: Readonly<Record<string, Listing>> = {
  '': {
    folder: '',
    parent: null,
    cut: false,
    entries: [
      { id: 'models', name: 'models', kind: 'folder', bytes: 0 },
      { id: 'v.npy', name: 'v.npy', kind: 'file', bytes: 900 },
    ],
  },
  models: {
    folder: 'models',
    parent: '',
    cut: false,
    entries: [
      { id: 'models/gpt2.safetensors', name: 'gpt2.safetensors', kind: 'file', bytes: 5000 },
      { id: 'models/broken.npy', name: 'broken.npy', kind: 'file', bytes: 5 },
    ],
  },
};

const inspectionOf = (id: string, tensors: readonly ListedTensor[]): Inspection => ({
  file: { id, name: id.split('/').at(-1) ?? id, bytes: 5000 },
  format: 'safetensors',
  tensors,
  refused: [{ name: 'fp8', why: 'is of type “F8_E4M3”: convert it to float32' }],
  metadata: [],
});

const LAYERS = Array.from({ length: 400 }, (_, i) => [
  tensor(`h.${i}.attn.weight`, [6, 6]),
  tensor(`h.${i}.mlp.weight`, [2, 6]),
]).flat();

const FILES: Readonly<Record<string, Inspection>> = {
  'v.npy': inspectionOf('v.npy', [tensor('', [6])]),
  'models/gpt2.safetensors': inspectionOf('models/gpt2.safetensors', LAYERS),
};

type Ask = { [N in RequestName]?: (args: Args<N>) => unknown };

/** The dialog over a host that a test plays. */
function show({
  own = {},
  host = {},
  use = finders,
}: {
  own?: Ask;
  host?: Partial<App['host']>;
  use?: Finders;
} = {}) {
  const answers: Ask = {
    listFiles: ({ folder }) => LISTINGS[folder ?? ''],
    inspectFile: ({ file }) => {
      const found = FILES[file];
      if (found) return found;
      throw new EngineError('badInput', `${file}: the header is cut short: copy or download the file again.`);
    },
    previewTensor: () => ({
      shape: [6],
      corner: [[1, Number.MIN_VALUE, null]],
      rowNorms: [0.5],
      finite: false,
    }),
    openLayer: () => new Promise(() => undefined),
    ...own,
  };
  const request = vi.fn(async (name: RequestName, args: unknown) => answers[name]?.(args as never));
  const store = createAppStore();
  store.setState({ dialog: { kind: 'files' } });
  const app = {
    store,
    engine: { request, subscribe: () => () => undefined },
    host: { host: 'web', version: '1', dialogs: 'window', menu: false, folder: '/data/mine', ...host },
  } as unknown as App;
  render(
    <AppContext value={app}>
      <FilesDialog finders={use} />
    </AppContext>,
  );
  return { store, request };
}

const option = (name: RegExp) => screen.findByRole('option', { name });
const well = (name: string) => within(screen.getByRole('region', { name }));
const press = async (name: RegExp) => fireEvent.click(await option(name));
const layers = () => screen.findByRole('listbox', { name: 'Tensors of gpt2.safetensors' });

/** Gives the tensor of the model that the search finds first a role by its key. */
async function give(search: string, key: string): Promise<void> {
  const list = await layers();
  fireEvent.change(screen.getByLabelText('Search tensors'), { target: { value: search } });
  fireEvent.keyDown(list, { key });
}

describe('the files of a host', () => {
  it('are walked through by mouse, into a folder and up again', async () => {
    show();
    await press(/models/);
    expect(await option(/gpt2/)).toBeTruthy();
    await press(/Folder above/);
    expect(await option(/v\.npy/)).toBeTruthy();
  });

  it('are walked through by keyboard', async () => {
    show();
    const list = await screen.findByRole('listbox', { name: /Files in/ });
    expect(document.activeElement).toBe(list);
    fireEvent.keyDown(list, { key: 'ArrowDown' });
    expect((await option(/models/)).getAttribute('aria-selected')).toBe('true');
    fireEvent.keyDown(list, { key: 'Enter' });
    const inner = await screen.findByRole('listbox', { name: 'Files in models' });
    fireEvent.keyDown(inner, { key: 'End' });
    expect((await option(/broken/)).getAttribute('aria-selected')).toBe('true');
    fireEvent.keyDown(inner, { key: 'Backspace' });
    expect(await option(/v\.npy/)).toBeTruthy();
  });

  it('that cannot be read are told in a sentence, and another can be chosen', async () => {
    show();
    await press(/models/);
    await press(/broken/);
    expect((await screen.findByRole('alert')).textContent).toContain(
      'models/broken.npy: the header is cut short',
    );
    await press(/gpt2/);
    expect(await layers()).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('of the desktop are those that were chosen in its dialog', async () => {
    const files = [{ id: 'chosen:AAAAAAAAAAAAAAAA/v.npy', name: 'v.npy', bytes: 900 }];
    const { request } = show({
      host: { host: 'desktop', dialogs: 'native' },
      own: { chooseFiles: () => ({ cancelled: false, files }), inspectFile: () => FILES['v.npy'] },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Choose files…' }));
    await press(/v\.npy/);
    expect(request).toHaveBeenCalledWith('inspectFile', { file: files[0]?.id }, expect.anything());
    expect(request).not.toHaveBeenCalledWith('listFiles', expect.anything(), expect.anything());
  });
});

describe('files on their way', () => {
  it('show how much of them is there, and can be stopped', () => {
    const { store } = show();
    const stop = vi.fn();
    act(() => browse(store, { transfer: { name: 'big.safetensors', fraction: 0.257, stop } }));
    expect(screen.getByRole('progressbar', { name: 'Sending big.safetensors, 25 %' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(stop).toHaveBeenCalledTimes(1);
    act(() => browse(store, { transfer: null }));
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('that failed are told within the dialog', () => {
    const { store } = show();
    act(() => store.setState({ notice: { kind: 'error', text: 'The disk is full.' } }));
    expect(screen.getByRole('alert').textContent).toContain('The disk is full.');
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(store.getState().notice).toBeNull();
  });
});

describe('the tensors of a file', () => {
  it('are found by name and shape, and only those in sight are made', async () => {
    show();
    await press(/models/);
    await press(/gpt2/);
    const list = await layers();
    expect(within(list).getAllByRole('option').length).toBeLessThan(60);
    expect(screen.getByText('800 tensors')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Search tensors'), { target: { value: 'h.399 2x6' } });
    expect(within(list).getAllByRole('option')).toHaveLength(1);
    expect(screen.getByText('1 of 800')).toBeTruthy();
    expect(screen.getByText('1 tensor is not read')).toBeTruthy();
  });

  it('show their first entries, those that are not finite by name', async () => {
    show();
    await press(/v\.npy/);
    const table = await screen.findByRole('table');
    const cells = within(table).getAllByRole('cell');
    expect(cells.map((cell) => cell.textContent)).toEqual(['1', '4.94 × 10⁻³²⁴', '!']);
    expect(within(table).getByTitle('not a finite number')).toBeTruthy();
  });

  it('that are probably layers come first, with the reason and the warning of a gated MLP', async () => {
    const why = 'Llama’s name for it; as wide as the embedding, so its dimensions are exchanged.';
    const use: Finders = {
      findLayers: () => [{ tensor: 'h.7.mlp.weight', layer: 7, transposed: true, family: 'Llama', why }],
      gatedMlp: () => 'The activation of a gated MLP is not the input of this layer.',
    };
    const { store } = show({ use });
    await press(/models/);
    await press(/gpt2/);
    const [first] = within(await layers()).getAllByRole('option');
    expect(first?.textContent).toContain('h.7.mlp.weight');
    expect(first?.textContent).toContain('layer 7');
    expect(screen.getByText(why)).toBeTruthy();
    expect(screen.getByText(/gated MLP/)).toBeTruthy();
    fireEvent.keyDown(await layers(), { key: 'w' });
    expect(store.getState().browsing.wells.W).toMatchObject({
      transposed: true,
      tensor: { name: 'h.7.mlp.weight' },
    });
    expect(well('Layer').getByText('d × m = 6 × 2')).toBeTruthy();
    expect(well('Layer').getByText(why)).toBeTruthy();
    expect(well('Layer').getByText(/gated MLP/)).toBeTruthy();
  });
});

describe('the roles', () => {
  it('are given by keys, by buttons and by drag and drop', async () => {
    const { store } = show();
    await press(/v\.npy/);
    fireEvent.click(await screen.findByRole('button', { name: /^Direction/ }));
    await press(/models/);
    await press(/gpt2/);
    await give('h.3.mlp', 'W');
    expect(well('Layer').getByText('d × m = 6 × 2')).toBeTruthy();
    // The browser hands the same transfer to both ends of a drag.
    const kept = new Map<string, string>();
    const dataTransfer = {
      setData: (type: string, text: string) => void kept.set(type, text),
      getData: (type: string) => kept.get(type) ?? '',
      get types() {
        return [...kept.keys()];
      },
    };
    const dragged = await option(/h\.3\.mlp/);
    const start = createEvent.dragStart(dragged);
    Object.assign(start, { dataTransfer });
    fireEvent(dragged, start);
    const base = screen.getByRole('region', { name: 'Base' });
    const drop = createEvent.drop(base);
    Object.assign(drop, { dataTransfer });
    fireEvent(base, drop);
    expect(store.getState().browsing.wells).toMatchObject({
      W: { file: { id: 'models/gpt2.safetensors' }, tensor: { name: 'h.3.mlp.weight' }, transposed: true },
      V: { file: { id: 'v.npy' } },
      base: { tensor: { name: 'h.3.mlp.weight' } },
    });
  });

  it('that do not fit say why, and the button mends it', async () => {
    const { store } = show();
    await press(/models/);
    await press(/gpt2/);
    await give('h.3.mlp', 'W');
    await press(/Folder above/);
    await press(/v\.npy/);
    fireEvent.keyDown(await screen.findByRole('listbox', { name: 'Tensors of v.npy' }), { key: 'v' });
    expect(
      well('Direction').getByText('V has 6 entries and W has 2 rows: switch W’s orientation.'),
    ).toBeTruthy();
    const button = screen.getByRole('button', { name: 'Show' });
    expect(button.hasAttribute('disabled')).toBe(true);
    fireEvent.click(well('Direction').getByRole('button', { name: 'Switch W' }));
    expect(store.getState().browsing.wells.W?.transposed).toBe(true);
    expect(button.hasAttribute('disabled')).toBe(false);
    expect(screen.getByText('d = 6, m = 2, one direction, no pairs: b = 0 and s = v stand in')).toBeTruthy();
    await until(() => expect(well('Direction').getByText(/= 0\.5/)).toBeTruthy());
    expect(well('Direction').getByText('Some of the first entries are not finite.')).toBeTruthy();
  });

  it('are opened by “Show”, which closes the dialog', async () => {
    const { store, request } = show();
    await press(/v\.npy/);
    fireEvent.click(await screen.findByRole('button', { name: /^Direction/ }));
    await press(/models/);
    await press(/gpt2/);
    await give('h.3.mlp', 'w');
    fireEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(store.getState().dialog).toBeNull();
    const [, args] = request.mock.calls.find(([name]) => name === 'openLayer') ?? [];
    expect(args).toMatchObject({
      title: 'h.3.mlp.weight',
      layer: {
        W: { ref: { file: 'models/gpt2.safetensors', tensor: 'h.3.mlp.weight', transposed: true } },
        V: { ref: { file: 'v.npy', tensor: '', index: [], transposed: false } },
        base: null,
        source: null,
      },
    });
  });

  it('are kept while the dialog is closed, and can be emptied', async () => {
    const { store } = show();
    await press(/v\.npy/);
    fireEvent.click(await screen.findByRole('button', { name: /^Direction/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(store.getState().dialog).toBeNull();
    expect(store.getState().browsing.wells.V).not.toBeNull();
    fireEvent.click(well('Direction').getByRole('button', { name: 'Empty Direction' }));
    expect(store.getState().browsing.wells.V).toBeNull();
  });

  it('leave keys of the search field and of shortcuts alone', async () => {
    const { store } = show();
    await press(/v\.npy/);
    const list = await screen.findByRole('listbox', { name: 'Tensors of v.npy' });
    fireEvent.keyDown(screen.getByLabelText('Search tensors'), { key: 'w' });
    fireEvent.keyDown(list, { key: 's', ctrlKey: true });
    expect(Object.values(store.getState().browsing.wells).filter(Boolean)).toEqual([]);
  });
});
