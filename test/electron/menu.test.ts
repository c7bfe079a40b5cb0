// @vitest-environment happy-dom
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import type { HostEvent } from '#core/engine/contract.ts';
import { applicationMenu } from '#electron/menu.ts';
import { commandOf } from '#renderer/commands/commands.ts';
import { startDesktop } from '#test/support/desktop.ts';

const PLATFORMS = ['darwin', 'linux', 'win32'] as const;

/** Every item that does something, in all submenus. */
function itemsOf(menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => (Array.isArray(item.submenu) ? itemsOf(item.submenu) : [item]));
}

/** The ids of the commands that a menu sends when all of it is clicked. */
function sentBy(platform: NodeJS.Platform): string[] {
  const sent: string[] = [];
  const items = itemsOf(applicationMenu((id) => sent.push(id), platform));
  for (const item of items) (item.click as (() => void) | undefined)?.();
  return sent;
}

describe.each(PLATFORMS)('the menu bar on %s', (platform) => {
  test('sends commands that the window has', () => {
    const sent = sentBy(platform);
    expect(sent).toEqual(
      expect.arrayContaining(['open', 'save', 'saveAs', 'undo', 'redo', 'palette', 'shortcuts', 'reset']),
    );
    expect(sent.filter((id) => !commandOf(id))).toEqual([]);
  });

  test('uses every shortcut once', () => {
    const keys = itemsOf(applicationMenu(() => undefined, platform)).flatMap(({ accelerator }) =>
      accelerator ? [String(accelerator)] : [],
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('has the platform’s own roles', () => {
    const roles = JSON.stringify(applicationMenu(() => undefined, platform));
    for (const role of ['cut', 'copy', 'paste', 'selectAll', 'togglefullscreen', 'windowMenu', 'help']) {
      expect(roles).toContain(`"role":"${role}"`);
    }
    expect(roles.includes('"role":"appMenu"')).toBe(platform === 'darwin');
  });
});

describe('an item of the menu bar', () => {
  test('reaches the window as an event', async () => {
    const { asked, engine } = await startDesktop();
    const heard: HostEvent[] = [];
    engine.subscribe((event) => heard.push(event));
    const items = itemsOf(asked.menu as MenuItemConstructorOptions[]);
    const save = items.find(({ label }) => label === 'Save session');
    (save?.click as (() => void) | undefined)?.();
    expect(heard).toEqual([{ kind: 'command', id: 'save' }]);
  });
});
