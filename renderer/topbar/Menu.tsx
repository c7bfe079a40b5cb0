import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { commandOf, runCommand } from '#renderer/commands/commands.ts';
import { keysOf } from '#renderer/commands/shortcut.ts';
import { useApp } from '#renderer/state/context.ts';

interface MenuProps {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A button that opens a menu. Not modal: a modal one injects a style element, which the CSP forbids. */
export function Menu({ label, trigger, className = 'button', children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={className} aria-label={label}>
        {trigger}
        <ChevronDown size={13} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={menuHome()}>
        <DropdownMenu.Content className="menu" sideOffset={6} align="start" collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Menus stand in the top bar, so that they belong to a landmark of the page. */
export const menuHome = (): HTMLElement | null => document.querySelector('.topbar');

/** A menu item that runs a command of the window. */
export function CommandItem({ id, title }: { readonly id: string; readonly title?: string }) {
  const app = useApp();
  const command = commandOf(id);
  if (!command) return null;
  return (
    <DropdownMenu.Item className="menu-item" onSelect={() => runCommand(app, command)}>
      <span>
        {title ?? command.title}
        {command.detail && <small>{command.detail}</small>}
      </span>
      {command.shortcut && <kbd>{keysOf(command.shortcut).join(' ')}</kbd>}
    </DropdownMenu.Item>
  );
}

/** A heading within a menu. */
export const MenuHead = ({ children }: { readonly children: ReactNode }) => (
  <DropdownMenu.Label className="menu-head">{children}</DropdownMenu.Label>
);

/** A hairline within a menu. */
export const MenuLine = () => <DropdownMenu.Separator className="menu-line" />;
