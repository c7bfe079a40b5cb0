import type { Role } from '#core/arrows/types.ts';
import type { Colour } from './drawing.ts';

/** The colours of a figure, by meaning; `line` is for hairlines and axes. */
export type FigureColours = Readonly<Record<Role | 'focus' | 'canvas' | 'text' | 'line', Colour>>;

/** Those of the window's themes (`renderer/theme/theme.css`), on white where they are light: paper is. */
const COLOUR: Readonly<Record<'light' | 'dark', FigureColours>> = {
  light: {
    ink: '#16181d',
    text: '#22262e',
    muted: '#6b7280',
    canvas: '#ffffff',
    line: '#c9cacc',
    column: '#0072b2',
    null: '#c2500a',
    base: '#00805c',
    source: '#a8457f',
    focus: '#0072b2',
  },
  dark: {
    ink: '#f3f4f6',
    text: '#dfe2e8',
    muted: '#9aa1ad',
    canvas: '#14161a',
    line: '#3d424b',
    column: '#5ab4e6',
    null: '#f08a4b',
    base: '#3cc29a',
    source: '#e08bbd',
    focus: '#5ab4e6',
  },
};

/** Greys that can be told apart in print; every one is at least 3 : 1 on its canvas. */
const GREY: Readonly<Record<'light' | 'dark', FigureColours>> = {
  light: {
    ink: '#000000',
    text: '#000000',
    muted: '#8c8c8c',
    canvas: '#ffffff',
    line: '#bdbdbd',
    column: '#333333',
    null: '#767676',
    base: '#1f1f1f',
    source: '#545454',
    focus: '#000000',
  },
  dark: {
    ink: '#ffffff',
    text: '#ffffff',
    muted: '#8a8a8a',
    canvas: '#14161a',
    line: '#4a4a4a',
    column: '#dedede',
    null: '#9c9c9c',
    base: '#efefef',
    source: '#bdbdbd',
    focus: '#ffffff',
  },
};

export const figureColours = (theme: 'light' | 'dark', grey: boolean): FigureColours =>
  (grey ? GREY : COLOUR)[theme];

/** `strength` of a colour mixed into another: opaque, however quiet. */
export function mixed(colour: Colour, into: Colour, strength: number): Colour {
  const channel = (i: number): string => {
    const [a, b] = [into, colour].map((hex) => Number.parseInt(hex.slice(i, i + 2), 16));
    return Math.round((a ?? 0) + strength * ((b ?? 0) - (a ?? 0)))
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
