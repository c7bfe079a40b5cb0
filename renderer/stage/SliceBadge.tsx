import { Popover } from 'radix-ui';
import type { Slice } from '#core/document/slice.ts';
import { sliceSentence, sliceTitle } from '#core/words/slice.ts';
import { menuHome } from '#renderer/topbar/Menu.tsx';

/** Says that the picture is an exact slice, and on a press what that is. */
export function SliceBadge({ slice }: { readonly slice: Slice }) {
  return (
    <Popover.Root>
      <Popover.Trigger className="slice-badge">{sliceTitle(slice)}</Popover.Trigger>
      <Popover.Portal container={menuHome()}>
        <Popover.Content className="menu wide slice-words" sideOffset={6} align="start" collisionPadding={8}>
          <p>{sliceSentence(slice)}</p>
          <p className="muted">
            What lies outside of it is kept constant and counted in; its norms stand under Slice in the
            objects.
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
