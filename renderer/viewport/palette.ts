import type { Role } from '#core/arrows/types.ts';

/** A colour as sRGB in 0 … 1, as it is written in the style sheet: nothing is tone-mapped. */
export type Colour = readonly [number, number, number];

/** The colours of the picture, by meaning. */
export type Palette = Readonly<Record<Role | 'focus' | 'canvas', Colour>> & { readonly dark: boolean };

const NAMES = ['ink', 'column', 'null', 'base', 'source', 'muted', 'focus', 'canvas'] as const;

/** `#rgb` or `#rrggbb` as a colour; null for anything else. */
export function parseColour(text: string): Colour | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  const digits = short ? `${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : text.slice(1);
  if (!/^#[0-9a-f]+$/i.test(text) || digits.length !== 6) return null;
  const at = (i: number): number => Number.parseInt(digits.slice(i, i + 2), 16) / 255;
  return [at(0), at(2), at(4)];
}

/** The palette of the theme on screen, read from the custom properties of `element`; a missing one is grey. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colours = Object.fromEntries(
    NAMES.map((name) => [name, parseColour(style.getPropertyValue(`--${name}`).trim()) ?? [0.5, 0.5, 0.5]]),
  ) as Record<(typeof NAMES)[number], Colour>;
  const [r, g, b] = colours.canvas;
  return { ...colours, dark: r + g + b < 1.5 };
}

/** `strength` of a colour mixed into the canvas. */
export function mixed(palette: Palette, role: Role | 'focus', strength: number): Colour {
  const colour = palette[role];
  const { canvas } = palette;
  const mix = (i: 0 | 1 | 2): number => canvas[i] + strength * (colour[i] - canvas[i]);
  return [mix(0), mix(1), mix(2)];
}
