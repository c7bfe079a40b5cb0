import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inFrame, inUpdate } from '#renderer/frame/frame.ts';

let callbacks: (() => void)[] = [];

/** One frame of a browser: the callbacks asked for until now, with the microtasks after each. */
async function frame(): Promise<void> {
  for (const callback of callbacks.splice(0)) {
    callback();
    await Promise.resolve();
  }
}

beforeEach(() => {
  callbacks = [];
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => callbacks.push(callback));
});
afterEach(() => vi.unstubAllGlobals());

test('a frame updates, then paints, then places, whichever was asked for first', async () => {
  const said: string[] = [];
  for (const part of ['place', 'paint', 'update'] as const) inFrame(part, () => said.push(part));
  expect(said).toEqual([]);
  await frame();
  expect(said).toEqual(['update', 'paint', 'place']);
  await frame();
  expect(said).toHaveLength(3);
});

test('what an update makes paint and place is painted and placed in the same frame', async () => {
  const said: string[] = [];
  inUpdate(() => {
    inFrame('paint', () => said.push('paint'));
    inFrame('place', () => said.push('place'));
    said.push('update');
  });
  await frame();
  expect(said).toEqual(['update', 'paint', 'place']);
});

test('what is rendered in between, in microtasks, is painted before anything is placed', async () => {
  const said: string[] = [];
  inFrame('place', () => said.push('place'));
  inUpdate(() => {
    void Promise.resolve().then(() => inFrame('paint', () => said.push('paint')));
  });
  await frame();
  expect(said).toEqual(['paint', 'place']);
});

test('an update asked for by an update runs in the next frame', async () => {
  const second = vi.fn();
  inUpdate(() => void inUpdate(second));
  await frame();
  expect(second).not.toHaveBeenCalled();
  await frame();
  expect(second).toHaveBeenCalledTimes(1);
});

test('what is asked for twice runs once, and what is taken back does not run', async () => {
  const once = vi.fn();
  const never = vi.fn();
  inFrame('paint', once);
  inFrame('paint', once);
  inFrame('place', never)();
  await frame();
  expect(once).toHaveBeenCalledTimes(1);
  expect(never).not.toHaveBeenCalled();
});
