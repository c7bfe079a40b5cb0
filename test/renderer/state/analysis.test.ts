import { describe, expect, it, vi } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { presets } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import { type Args, type CallOptions, type Engine, EngineError } from '#core/engine/contract.ts';
import { keepAnalysed } from '#renderer/state/analysis.ts';
import { commit, redo, toggle, undo } from '#renderer/state/edit.ts';
import { createAppStore, documentToSave, isEdited } from '#renderer/state/store.ts';

interface Asked {
  readonly document: Document;
  readonly options: CallOptions;
  answer(): void;
  fail(error: EngineError): void;
}

/** An engine whose answers the test gives by hand. */
function slowEngine() {
  const asked: Asked[] = [];
  const request = (_name: string, args: unknown, options: CallOptions = {}) =>
    new Promise((resolve, reject) => {
      const { document } = args as Args<'analyze'> & { document: Document };
      options.signal?.addEventListener('abort', () => reject(new EngineError('cancelled', 'Cancelled.')));
      asked.push({ document, options, answer: () => resolve({ analysis: analyze(document) }), fail: reject });
    });
  return { asked, engine: { request, subscribe: () => () => undefined } as unknown as Engine };
}

const document = (i: number): Document => (presets[i] as (typeof presets)[number]).document;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('the frame follows the document', () => {
  it('shows a document only together with its analysis', async () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepAnalysed(store, engine);
    expect(store.getState().frame).toBeNull();
    asked[0]?.answer();
    await settled();
    const { frame } = store.getState();
    expect(frame?.document).toBe(store.getState().document);
    expect(frame?.analysis).toEqual(analyze(document(0)));
  });

  it('asks for two at a time, and for the newest next: what came between is never asked for', async () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepAnalysed(store, engine);
    for (const i of [1, 2, 3]) commit(store, document(i));
    expect(asked).toHaveLength(2);
    asked[0]?.answer();
    await settled();
    expect(asked.map((one) => one.document)).toEqual([document(0), document(1), document(3)]);
  });

  it('shows a first answer at once, and the certified one in its place', async () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepAnalysed(store, engine);
    const first = analyze(document(0));
    asked[0]?.options.onProgress?.({ stage: 'Multiplying', fraction: 0, analysis: first });
    expect(store.getState().frame?.analysis).toBe(first);
    asked[0]?.answer();
    await settled();
    expect(store.getState().frame?.analysis).not.toBe(first);
    expect(store.getState().frame?.analysis).toEqual(first);
  });

  it('stops a long analysis when the user says so, and begins none until the document changes', async () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepAnalysed(store, engine);
    asked[0]?.options.onProgress?.({ stage: 'Factoring', fraction: 0.5 });
    expect(store.getState().progress).toMatchObject({ stage: 'Factoring', fraction: 0.5, secondsLeft: null });
    store.getState().progress?.stop();
    await settled();
    expect(asked[0]?.options.signal?.aborted).toBe(true);
    expect(store.getState()).toMatchObject({ progress: null, notice: { kind: 'info' } });
    expect(asked).toHaveLength(1);
    commit(store, document(1));
    expect(asked).toHaveLength(2);
  });

  it('never shows an older answer after a newer one', async () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepAnalysed(store, engine);
    commit(store, document(1));
    asked[1]?.answer();
    await settled();
    asked[0]?.answer();
    await settled();
    expect(store.getState().frame?.document).toBe(document(1));
  });

  it('cancels an analysis that takes long when a newer document waits', async () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepAnalysed(store, engine);
    commit(store, document(1));
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000);
    commit(store, document(2));
    await settled();
    expect(asked.map((one) => one.document)).toEqual([document(0), document(1), document(2)]);
    asked[2]?.answer();
    await settled();
    expect(store.getState().frame?.document).toBe(document(2));
    expect(store.getState().notice).toBeNull();
    now.mockRestore();
  });

  it('keeps what is on screen when an analysis fails, and says why', async () => {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    keepAnalysed(store, engine);
    asked[0]?.answer();
    await settled();
    commit(store, document(1));
    asked[1]?.fail(new EngineError('badInput', 'These numbers are too large.'));
    await settled();
    expect(store.getState().frame?.document).toBe(document(0));
    expect(store.getState().notice).toEqual({ kind: 'error', text: 'These numbers are too large.' });
  });
});

describe('while something is in hand', () => {
  const gesture = (i: number) => ({ document: document(i), arrow: 'v' as const, guide: null, ghost: null });

  /** A store whose first frame stands, an engine, and a frame that the test lets pass. */
  async function held() {
    const store = createAppStore();
    const { asked, engine } = slowEngine();
    let waiting: (() => void) | null = null;
    keepAnalysed(store, engine, (run) => {
      waiting = run;
      return () => {
        waiting = null;
      };
    });
    asked[0]?.answer();
    await settled();
    return { store, asked, nextFrame: () => waiting?.() };
  }

  it('a frame renders the newest answer, once, however many came', async () => {
    const { store, asked, nextFrame } = await held();
    const rendered = vi.fn();
    store.setState({ draft: gesture(1) });
    store.setState({ draft: gesture(2) });
    store.subscribe(({ frame }, before) => frame !== before.frame && rendered(frame?.document));
    asked[1]?.answer();
    asked[2]?.answer();
    await settled();
    expect(rendered).not.toHaveBeenCalled();
    nextFrame();
    expect(rendered.mock.calls).toEqual([[document(2)]]);
    expect(store.getState().frame?.draft).toEqual(gesture(2));
  });

  it('a document is asked for once, although its answer is not shown yet', async () => {
    const { store, asked } = await held();
    store.setState({ draft: gesture(1) });
    asked[1]?.answer();
    await settled();
    store.setState({ hovered: 'b' });
    expect(asked).toHaveLength(2);
  });

  it('what was in hand is not shown after it was let go', async () => {
    const { store, asked, nextFrame } = await held();
    store.setState({ draft: gesture(1) });
    asked[1]?.answer();
    await settled();
    store.setState({ draft: null });
    asked[2]?.answer();
    await settled();
    nextFrame();
    expect(store.getState().frame?.document).toBe(document(0));
    expect(store.getState().frame?.draft).toBeNull();
  });
});

describe('the history', () => {
  it('has one step per commit, and none for the camera, the selection or a draft', () => {
    const store = createAppStore();
    const { temporal } = store;
    store.setState({
      pose: { position: [1, 2, 3], target: [0, 0, 0], up: [0, 0, 1], zoom: 1 },
      selected: 's',
    });
    store.setState({ draft: { document: document(2), arrow: 'v', guide: null, ghost: null } });
    expect(temporal.getState().pastStates).toHaveLength(0);
    commit(store, document(2));
    expect(temporal.getState().pastStates).toHaveLength(1);
    expect(store.getState().draft).toBeNull();
    undo(store);
    expect(store.getState().document).toBe(document(0));
    redo(store);
    expect(store.getState().document).toBe(document(2));
  });

  it('drops a gesture in progress instead of undoing what came before it', () => {
    const store = createAppStore();
    commit(store, document(1));
    store.setState({ draft: { document: document(2), arrow: 'v', guide: null, ghost: null } });
    undo(store);
    expect(store.getState().draft).toBeNull();
    expect(store.getState().document).toBe(document(1));
  });

  it('counts an untouched preset as nothing to save, and every edit as something', () => {
    const store = createAppStore();
    expect(isEdited(store.getState())).toBe(false);
    commit(store, document(3));
    expect(isEdited(store.getState())).toBe(false);
    commit(store, toggle(document(3), 'hidden', 'b'));
    expect(isEdited(store.getState())).toBe(true);
    commit(store, toggle(store.getState().document, 'hidden', 'b'));
    expect(store.getState().document.view.hidden).toEqual([]);
  });

  it('saves the camera of the window with the document', () => {
    const store = createAppStore();
    const pose = { position: [1, 2, 3], target: [0, 0, 0], up: [0, 0, 1], zoom: 2 } as const;
    store.setState({ pose, projection: 'orthographic' });
    expect(documentToSave(store.getState()).view).toEqual({
      hidden: [],
      locked: [],
      projection: 'orthographic',
      pose,
    });
  });
});
