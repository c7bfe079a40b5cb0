import { Command as Cmdk } from 'cmdk';
import { commands, runCommand } from '#renderer/commands/commands.ts';
import { keysOf } from '#renderer/commands/shortcut.ts';
import type { Command, CommandGroup } from '#renderer/commands/types.ts';
import { useApp } from '#renderer/state/context.ts';
import { DialogFrame } from './DialogFrame.tsx';

const groups = [...new Set(commands.map((command) => command.group))];

/** Commands that hold every typed word, those whose title begins with the text first. */
function score(value: string, search: string, keywords: readonly string[] = []): number {
  const title = value.toLowerCase();
  const all = `${title} ${keywords.join(' ')}`.toLowerCase();
  const words = search.toLowerCase().split(/\s+/);
  if (!words.every((word) => all.includes(word))) return 0;
  return title.includes(search.toLowerCase()) ? 1 : 0.5;
}

/** Every command, found by typing. */
export function Palette() {
  return (
    <DialogFrame title="Commands" className="palette" bare>
      <Cmdk label="Commands" loop filter={score}>
        <Cmdk.Input placeholder="Type a command" autoFocus />
        <Cmdk.List>
          <Cmdk.Empty>No command has that name.</Cmdk.Empty>
          {groups.map((group) => (
            <Group key={group} group={group} />
          ))}
        </Cmdk.List>
      </Cmdk>
    </DialogFrame>
  );
}

function Group({ group }: { readonly group: CommandGroup }) {
  const own = commands.filter((command) => command.group === group && command.id !== 'palette');
  return (
    <Cmdk.Group heading={group}>
      {own.map((command) => (
        <Item key={command.id} command={command} />
      ))}
    </Cmdk.Group>
  );
}

function Item({ command }: { readonly command: Command }) {
  const app = useApp();
  const why = command.unavailable?.(app.store.getState()) ?? null;
  const detail = why ?? command.detail;
  return (
    <Cmdk.Item
      value={`${command.group} ${command.title}`}
      keywords={[...(command.keywords ?? [])]}
      disabled={why !== null}
      onSelect={() => {
        app.store.setState({ dialog: null });
        runCommand(app, command);
      }}
    >
      <span>
        {command.title}
        {detail && <small>{detail}</small>}
      </span>
      {command.shortcut && <kbd>{keysOf(command.shortcut).join(' ')}</kbd>}
    </Cmdk.Item>
  );
}
