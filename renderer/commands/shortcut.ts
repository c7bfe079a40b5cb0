const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

interface Chord {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

function parse(shortcut: string): Chord {
  const parts = shortcut.split('+');
  return {
    mod: parts.includes('Mod'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    key: (parts.at(-1) ?? '').toLowerCase(),
  };
}

/** Whether a key press is this shortcut. Characters that need Shift, such as `?`, are matched by themselves. */
export function matches(shortcut: string, event: KeyboardEvent): boolean {
  const chord = parse(shortcut);
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  const other = isMac() ? event.ctrlKey : event.metaKey;
  const letter = /^[a-z0-9]$/.test(chord.key);
  return (
    event.key.toLowerCase() === chord.key &&
    mod === chord.mod &&
    !other &&
    event.altKey === chord.alt &&
    (!letter || event.shiftKey === chord.shift)
  );
}

const MAC: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
const KEYS: Record<string, string> = {
  Mod: 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** The keys of a shortcut as they are called on this machine, for example `Ctrl`, `Shift`, `Z`. */
export function keysOf(shortcut: string): readonly string[] {
  return shortcut
    .split('+')
    .map(
      (key) =>
        (isMac() ? MAC[key] : undefined) ??
        KEYS[key] ??
        key.toUpperCase().replace(/^(.)(.+)$/, (_, a, b) => a + b.toLowerCase()),
    );
}
