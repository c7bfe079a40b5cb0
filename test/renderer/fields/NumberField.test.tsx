// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Engine, EngineError } from '#core/engine/contract.ts';
import { NumberField } from '#renderer/fields/NumberField.tsx';
import { type App, AppContext } from '#renderer/state/context.ts';
import { createAppStore } from '#renderer/state/store.ts';

afterEach(cleanup);

interface Asked {
  readonly text: string;
  readonly answer: (value: number) => void;
  readonly fail: (sentence: string) => void;
}

/** A field that holds 5, before an engine that answers when the test says so. */
function show() {
  const asked: Asked[] = [];
  const request = vi.fn(
    (_: string, { text }: { readonly text: string }) =>
      new Promise<{ readonly value: number[][] }>((resolve, reject) => {
        asked.push({
          text,
          answer: (value) => resolve({ value: [[value]] }),
          fail: (sentence) => reject(new EngineError('badInput', sentence)),
        });
      }),
  );
  const committed: (number | readonly number[])[] = [];
  const app = { store: createAppStore(), engine: { request } as unknown as Engine } as App;
  render(
    <AppContext value={app}>
      <NumberField
        label="v, component 1"
        value={5}
        bound={0}
        index={0}
        onCommit={(value) => {
          committed.push(value);
          return null;
        }}
      />
    </AppContext>,
  );
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'v, component 1' });
  return {
    asked,
    committed,
    field,
    type: (text: string) => fireEvent.change(field, { target: { value: text } }),
    press: (key: string) => fireEvent.keyDown(field, { key }),
    leave: () => fireEvent.blur(field),
  };
}

describe('a number that is typed', () => {
  it('is taken over once where Enter is pressed and the field is left before the answer', async () => {
    const { asked, committed, field, type, press, leave } = show();
    type('1');
    press('Enter');
    leave();
    expect(asked).toHaveLength(1);
    await act(async () => asked[0]?.answer(1));
    leave();
    expect(asked).toHaveLength(1);
    expect(committed).toEqual([1]);
    expect(field.value).toBe('5');
  });

  it('is taken over once where the field is left between the answer and its drawing', async () => {
    const { asked, committed, type, press, leave } = show();
    type('1');
    press('Enter');
    await act(async () => {
      asked[0]?.answer(1);
      await Promise.resolve();
      await Promise.resolve();
      leave();
    });
    expect(asked).toHaveLength(1);
    expect(committed).toEqual([1]);
  });

  it('that Escape took back is not taken over by a late answer', async () => {
    const { asked, committed, field, type, press } = show();
    type('1');
    press('Enter');
    press('Escape');
    expect(field.value).toBe('5');
    await act(async () => asked[0]?.answer(1));
    expect(committed).toEqual([]);
  });

  it('after another was entered is kept while the other is taken over', async () => {
    const { asked, committed, field, type, press } = show();
    type('1');
    press('Enter');
    type('12');
    await act(async () => asked[0]?.answer(1));
    expect(committed).toEqual([1]);
    expect(field.value).toBe('12');
  });

  it('replaces one that was entered before it and has no answer yet', async () => {
    const { asked, committed, type, press } = show();
    type('1');
    press('Enter');
    type('2');
    press('Enter');
    expect(asked.map(({ text }) => text)).toEqual(['1', '2']);
    await act(async () => asked[1]?.answer(2));
    await act(async () => asked[0]?.answer(1));
    expect(committed).toEqual([2]);
  });

  it('keeps its text beside the sentence that refuses it, and can be entered again', async () => {
    const { asked, committed, field, type, press } = show();
    type('1 +');
    press('Enter');
    await act(async () => asked[0]?.fail('A number is missing after +.'));
    expect(screen.getByRole('alert').textContent).toBe('A number is missing after +.');
    expect(field.value).toBe('1 +');
    press('Enter');
    expect(asked).toHaveLength(2);
    await act(async () => asked[1]?.answer(3));
    expect(committed).toEqual([3]);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
