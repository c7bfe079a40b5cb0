/** The user's choice of theme; `system` follows the system as it changes. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'nullscope.theme';

/** The theme that was chosen last; `system` where nothing, or nothing sensible, is stored. */
export function storedTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Applies a theme to the window and remembers it. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  applyTheme();
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Puts the chosen theme on the root element, where the colours of `theme.css` hang. */
export function applyTheme(): void {
  const theme = storedTheme();
  document.documentElement.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
}

/** Applies the theme now and whenever the system's changes. */
export function followTheme(): void {
  applyTheme();
  dark.addEventListener('change', applyTheme);
}
