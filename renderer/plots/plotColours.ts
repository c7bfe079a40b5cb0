const ROLES = ['ink', 'column', 'null', 'base', 'source', 'muted', 'text', 'line'] as const;

/** The colours of the theme on screen, for a canvas. */
export function plotColours(): Record<(typeof ROLES)[number] | 'paper', string> {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const colours = Object.fromEntries(ROLES.map((name) => [name, of(name)])) as Record<
    (typeof ROLES)[number],
    string
  >;
  return { ...colours, paper: of('panel') };
}
