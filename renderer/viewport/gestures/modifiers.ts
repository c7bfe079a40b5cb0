import type { Modifiers } from '#core/interaction/types.ts';

const AXIS_KEYS: Readonly<Record<string, 0 | 1 | 2>> = { x: 0, y: 1, z: 2 };

interface KeyState {
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** The modifiers of a drag from the keys that are held, and the axis key among them. */
export const modifiersOf = (keys: KeyState, axis: Modifiers['axis']): Modifiers => ({
  dominant: keys.shiftKey,
  depth: keys.altKey,
  invertSnap: keys.ctrlKey || keys.metaKey,
  axis,
});

/** The axis that a key locks to; undefined for any other key. */
export const axisOfKey = (key: string): 0 | 1 | 2 | undefined => AXIS_KEYS[key.toLowerCase()];

/** Keys that change a drag while they are held. */
export const isModifierKey = (key: string): boolean =>
  key === 'Shift' || key === 'Alt' || key === 'Control' || key === 'Meta' || axisOfKey(key) !== undefined;
