import { expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { presets } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import { buildScene } from '#core/scene/scene.ts';
import { createShownScene } from '#renderer/stage/shownScene.ts';
import { createAppStore, type Draft, type State } from '#renderer/state/store.ts';

const documentAt = (i: number): Document => (presets[i] as (typeof presets)[number]).document;
const frameOf = (document: Document, subject = 'a'): State['frame'] => ({
  document,
  analysis: analyze(document),
  draft: null,
  subject,
});
const first = createAppStore().getState();

test('before the first analysis it is empty', () => {
  expect(createShownScene()(first).marks).toEqual([]);
});

test('it is core’s scene of the document on screen, and the same object while nothing in it changes', () => {
  const sceneOf = createShownScene();
  const state: State = { ...first, frame: frameOf(documentAt(0)) };
  const scene = sceneOf(state);
  expect(scene.marks).toEqual(
    buildScene(documentAt(0), analyze(documentAt(0)), { selected: 'v', hovered: null }).marks,
  );
  expect(sceneOf({ ...state, notice: { kind: 'info', text: 'Saved.' } })).toBe(scene);
  expect(sceneOf({ ...state, hovered: 'b' })).not.toBe(scene);
});

test('it shows the guides of a gesture only with the document that the gesture made', () => {
  const ghost = { from: [0, 0, 0], to: [1, 0, 0] } as const;
  const draft: Draft = { document: documentAt(0), arrow: 'v', guide: null, ghost };
  const held: State = { ...first, draft };
  const before = { ...held, frame: frameOf(documentAt(0)) };
  const after = { ...before, frame: { ...before.frame, draft } } as State;
  const ghosts = (state: State) => createShownScene()(state).marks.filter(({ id }) => id.startsWith('ghost'));
  expect(ghosts(before)).toHaveLength(0);
  expect(ghosts(after).length).toBeGreaterThan(0);
});

test('it keeps the sizes of the picture while a document is edited, and not those of another document', () => {
  const small: Document = { ...documentAt(0), base: [[0.1, 0, 0]], source: [[0, 0.1, 0]] };
  const own = buildScene(small, analyze(small)).radius;
  const sceneOf = createShownScene();
  const { radius } = sceneOf({ ...first, frame: frameOf(documentAt(0)) });
  const kept = sceneOf({ ...first, frame: frameOf(small) });
  expect(kept.radius).toBe(
    buildScene(small, analyze(small), { previous: buildScene(documentAt(0), analyze(documentAt(0))) }).radius,
  );
  expect([own, radius]).toContain(kept.radius);
  expect(sceneOf({ ...first, frame: frameOf(small, 'another') }).radius).toBe(own);
});
