import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { presets } from '#core/document/presets.ts';
import { LIMITS } from '#core/document/schema.ts';
import type { SessionFile } from '#core/engine/contract.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { commit } from '#renderer/state/edit.ts';
import { guardUnsaved, openSession, reportError } from '#renderer/state/session.ts';
import { isEdited } from '#renderer/state/store.ts';
import { setTheme, storedTheme, type Theme } from '#renderer/theme/theme.ts';
import { CommandItem, Menu, MenuHead, MenuLine, menuHome } from './Menu.tsx';

/** The document's title, which can be renamed, and its menu: files, presets, theme. */
export function DocumentMenu() {
  const title = useAppState((state) => state.document.title);
  const edited = useAppState(isEdited);
  const [renaming, setRenaming] = useState(false);
  const [theme, choose] = useState<Theme>(storedTheme());
  if (renaming) return <Rename onDone={() => setRenaming(false)} />;
  return (
    <Menu
      label={`Document: ${title}${edited ? ', not saved' : ''}`}
      className="button quiet document"
      trigger={
        <>
          <h1>{title}</h1>
          {edited && <span className="unsaved" title="Not saved" />}
        </>
      }
    >
      <CommandItem id="openLayer" />
      <CommandItem id="open" />
      <Recent />
      <CommandItem id="save" />
      <CommandItem id="saveAs" />
      <CommandItem id="exportFigure" />
      <DropdownMenu.Item className="menu-item" onSelect={() => setTimeout(() => setRenaming(true))}>
        Rename…
      </DropdownMenu.Item>
      <MenuLine />
      <DropdownMenu.Sub>
        <DropdownMenu.SubTrigger className="menu-item">
          New from a preset <kbd>▸</kbd>
        </DropdownMenu.SubTrigger>
        <DropdownMenu.Portal container={menuHome()}>
          <DropdownMenu.SubContent className="menu wide" collisionPadding={8}>
            {presets.map((preset) => (
              <CommandItem key={preset.id} id={`preset.${preset.id}`} />
            ))}
          </DropdownMenu.SubContent>
        </DropdownMenu.Portal>
      </DropdownMenu.Sub>
      <CommandItem id="entries" />
      <MenuLine />
      <MenuHead>Theme</MenuHead>
      <DropdownMenu.RadioGroup
        value={theme}
        onValueChange={(value) => {
          setTheme(value as Theme);
          choose(value as Theme);
        }}
      >
        {(['system', 'light', 'dark'] as const).map((value) => (
          <DropdownMenu.RadioItem key={value} className="menu-item" value={value}>
            <span>{{ system: 'As the system', light: 'Light', dark: 'Dark' }[value]}</span>
            <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
      <MenuLine />
      <CommandItem id="shortcuts" />
    </Menu>
  );
}

/** The sessions opened lately; fetched each time that the submenu opens. */
function Recent() {
  const app = useApp();
  const [recent, setRecent] = useState<readonly SessionFile[]>([]);
  const load = (open: boolean): void => {
    if (!open) return;
    app.engine.request('listSessions', {}).then(
      (list) => setRecent(list.recent),
      (error) => reportError(app.store, error),
    );
  };
  return (
    <DropdownMenu.Sub onOpenChange={load}>
      <DropdownMenu.SubTrigger className="menu-item">
        Open recent <kbd>▸</kbd>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal container={menuHome()}>
        <DropdownMenu.SubContent className="menu" collisionPadding={8}>
          {recent.length === 0 && <p className="menu-empty">No session was opened or saved yet.</p>}
          {recent.map((file) => (
            <DropdownMenu.Item
              key={file.id}
              className="menu-item"
              onSelect={() => guardUnsaved(app.store, () => void openSession(app, file.id))}
            >
              {file.name}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}

function Rename({ onDone }: { readonly onDone: () => void }) {
  const { store } = useApp();
  const title = useAppState((state) => state.document.title);
  const finish = (text: string): void => {
    const trimmed = text.trim();
    if (trimmed && trimmed !== title) commit(store, { ...store.getState().document, title: trimmed });
    onDone();
  };
  return (
    <input
      className="rename"
      aria-label="Title of the document"
      defaultValue={title}
      maxLength={LIMITS.title}
      // biome-ignore lint/a11y/noAutofocus: the user asked to rename, so the field is where the focus belongs
      autoFocus
      onFocus={(event) => event.target.select()}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
