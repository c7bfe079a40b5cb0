// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { keysOf, matches } from '#renderer/commands/shortcut.ts';

const press = (key: string, held: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, ...held });

describe('shortcuts', () => {
  it('take exactly the keys that they name', () => {
    expect(matches('Mod+Z', press('z', { ctrlKey: true }))).toBe(true);
    expect(matches('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matches('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matches('Mod+Z', press('z'))).toBe(false);
    expect(matches('Mod+Z', press('z', { ctrlKey: true, altKey: true }))).toBe(false);
    expect(matches('1', press('1', { ctrlKey: true }))).toBe(false);
  });

  it('take a character as such, however the keyboard makes it', () => {
    expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
    expect(matches('?', press('?'))).toBe(true);
  });

  it('are written as keys', () => {
    expect(keysOf('Mod+Shift+S')).toEqual(['Ctrl', 'Shift', 'S']);
  });
});
