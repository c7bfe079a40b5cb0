import { ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { menuHome } from './Menu.tsx';

interface Props {
  /** What is chosen among: names the menu. */
  readonly name: string;
  /** What is chosen now, in words. */
  readonly value: string;
  readonly trigger: ReactNode;
  readonly className?: string;
  readonly align: 'start' | 'end';
  /** Says what the choices are for. */
  readonly legend: string;
  readonly choices: ReactNode;
  /** What stands below the choices. */
  readonly children?: ReactNode;
}

/** A button that opens choices which exclude one another, with fields of their own. */
export function ChoiceMenu({
  name,
  value,
  trigger,
  className = 'button',
  align,
  legend,
  choices,
  children,
}: Props) {
  return (
    <Popover.Root>
      <Popover.Trigger className={className} aria-label={`${name}: ${value}`}>
        {trigger}
        <ChevronDown size={13} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal container={menuHome()}>
        <Popover.Content
          className="menu choice-menu"
          sideOffset={6}
          align={align}
          collisionPadding={8}
          aria-label={name}
          onEscapeKeyDown={(event) => {
            // Escape lets go of what is held before it closes the menu.
            if ((event.target as Element).closest('[data-held]')) event.preventDefault();
          }}
        >
          <fieldset className="choices">
            <legend className="menu-head">{legend}</legend>
            {choices}
          </fieldset>
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
