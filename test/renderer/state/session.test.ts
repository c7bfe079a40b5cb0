import { expect, test } from 'vitest';
import { presets } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import type { Engine } from '#core/engine/contract.ts';
import { commit, toggle } from '#renderer/state/edit.ts';
import { openSession } from '#renderer/state/session.ts';
import { createAppStore } from '#renderer/state/store.ts';

const file = { id: '/a/other.nullscope.json', name: 'other.nullscope.json' };
const other = presets[3]?.document as Document;

/** A store, and a host that opens `other` when the test says so. */
function host() {
  const store = createAppStore();
  let answer: () => void = () => undefined;
  const request = () =>
    new Promise((resolve) => {
      answer = () => resolve({ cancelled: false, file, document: other });
    });
  const engine = { request, subscribe: () => () => undefined } as unknown as Engine;
  return { store, engine, answer: () => answer() };
}

test('a session that was opened begins a history of its own', async () => {
  const { store, engine, answer } = host();
  commit(store, toggle(store.getState().document, 'hidden', 'b'));
  const opening = openSession({ store, engine }, file.id);
  answer();
  await opening;
  expect(store.getState()).toMatchObject({ document: other, saved: other, file });
  expect(store.temporal.getState().pastStates).toEqual([]);
});

test('work done while a session is being opened is not lost without a question', async () => {
  const { store, engine, answer } = host();
  const opening = openSession({ store, engine }, file.id);
  const edited = toggle(store.getState().document, 'hidden', 'b');
  commit(store, edited);
  answer();
  await opening;
  expect(store.getState().document).toBe(edited);
  const { dialog } = store.getState();
  if (dialog?.kind !== 'leave') throw new Error('a question');
  dialog.then();
  expect(store.getState().document).toBe(other);
});
