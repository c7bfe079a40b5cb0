import { describe, expect, test } from 'vitest';
import { startDesktop } from '#test/support/desktop.ts';
import { preventable } from '#test/support/electronDouble.ts';

const PERMISSIONS = [
  'media',
  'geolocation',
  'notifications',
  'midi',
  'clipboard-read',
  'fullscreen',
  'openExternal',
  'display-capture',
  'usb',
  'unknown',
];

describe('permissions', () => {
  test.each(PERMISSIONS)('%s is denied, asked and checked', async (permission) => {
    const { asked } = await startDesktop();
    let answer: unknown;
    asked.request?.(null, permission, (given) => {
      answer = given;
    });
    expect(answer).toBe(false);
    expect(asked.check?.(null, permission)).toBe(false);
  });

  test('copying a number is allowed, and no device ever', async () => {
    const { asked } = await startDesktop();
    expect(asked.check?.(null, 'clipboard-sanitized-write')).toBe(true);
    expect(asked.device?.()).toBe(false);
  });
});

describe('the page stays where it is', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is prevented',
    async (name) => {
      const { window } = await startDesktop();
      const event = preventable();
      window.webContents.emit(name, event, 'https://evil.example');
      expect(event.defaultPrevented).toBe(true);
    },
  );

  test('no window is opened from it, not even one of ours', async () => {
    const { window } = await startDesktop();
    for (const url of ['https://evil.example', 'app://nullscope/', 'about:blank']) {
      expect(window.webContents.openHandler?.({ url })).toEqual({ action: 'deny' });
    }
  });
});

describe('remote content', () => {
  test('is cancelled, whatever the network scheme', async () => {
    const { asked } = await startDesktop();
    const schemes = asked.remote?.filter.urls.map((url) => url.split(':')[0]);
    expect(schemes).toEqual(expect.arrayContaining(['http', 'https', 'ws', 'wss', 'ftp', 'file']));
    let answer: unknown;
    asked.remote?.listener({ url: 'http://evil.example/' }, (given) => {
      answer = given;
    });
    expect(answer).toEqual({ cancel: true });
  });
});
