import { expect, test, vi } from 'vitest';
import { presets } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import { type Engine, EngineError } from '#core/engine/contract.ts';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/host.ts';
import { withNearAnswers } from '#core/engine/nearEngine.ts';

/** An engine that only notes what it is asked. */
function far() {
  const request = vi.fn().mockResolvedValue('from far');
  const subscribe = vi.fn().mockReturnValue(() => undefined);
  return { request, subscribe, engine: withNearAnswers({ request, subscribe } as unknown as Engine) };
}

const [toy] = presets;
const small = toy?.document as Document;
const wide: Document = {
  ...small,
  W: Array.from({ length: 64 }, (_, i) => Array.from({ length: 64 }, (_, j) => Math.sin(i * 64 + j))),
  V: [Array.from({ length: 64 }, (_, i) => (i === 0 ? 1 : 0))],
  base: [new Array<number>(64).fill(0)],
  source: [new Array<number>(64).fill(1)],
};

test.each(presets.map(({ document }) => [document.title, document] as const))(
  '%s is analysed where it is asked, and as the host would',
  async (_, document) => {
    const { engine, request } = far();
    const host = createEngine({ sessions: {}, log: vi.fn() } as unknown as EngineHost);
    expect(await engine.request('analyze', { document })).toEqual(await host.handle('analyze', { document }));
    expect(request).not.toHaveBeenCalled();
  },
);

test('a layer of some size is the host’s, with its progress and its cancellation', async () => {
  const { engine, request } = far();
  const options = { onProgress: vi.fn(), signal: new AbortController().signal };
  expect(await engine.request('analyze', { document: wide }, options)).toBe('from far');
  expect(request).toHaveBeenCalledWith('analyze', { document: wide }, options);
});

test.each([
  ['7', 'scalar', [[7]]],
  ['−1, 2e3', 'vector', [[-1, 2000]]],
  [
    '1 2; 3 4',
    'matrix',
    [
      [1, 2],
      [3, 4],
    ],
  ],
] as const)('plain numbers are read where they are typed: “%s”', async (text, expected, value) => {
  const { engine, request } = far();
  expect(await engine.request('evaluate', { text, expect: expected })).toEqual({ value });
  expect(request).not.toHaveBeenCalled();
});

test.each(['1/2', '1 2', '', `${'1 '.repeat(3000)}`])('any other text is the host’s: “%s”', async (text) => {
  const { engine, request } = far();
  expect(await engine.request('evaluate', { text, expect: 'scalar' })).toBe('from far');
  expect(request).toHaveBeenCalledWith('evaluate', { text, expect: 'scalar' }, undefined);
});

test('every other request is the host’s, and so are its events', async () => {
  const { engine, request, subscribe } = far();
  await engine.request('listSessions', {});
  expect(request).toHaveBeenCalledWith('listSessions', {}, undefined);
  const listener = vi.fn();
  engine.subscribe(listener);
  expect(subscribe).toHaveBeenCalledWith(listener);
});

test('what cannot be analysed is told by the host', async () => {
  const { engine, request } = far();
  const refusal = new EngineError('badInput', 'These numbers are too large.');
  request.mockRejectedValue(refusal);
  const document = { ...small, W: [[1e308], [1e308], [1e308]] };
  await expect(engine.request('analyze', { document })).rejects.toBe(refusal);
});
