import type { WebContents } from 'electron';

/** The events of a page that would show something else in its place. */
const LEAVING = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'] as const;

/** A window stays on its page: no navigation (a dropped file included), redirect, new window or webview. */
export function refuseNavigation(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  for (const name of LEAVING) {
    contents.on(name as 'will-navigate', (event: { preventDefault: () => void }) => event.preventDefault());
  }
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
