import { CornerLeftUp, File, Folder } from 'lucide-react';
import { useState } from 'react';
import { fileKind } from '#core/files/fileKind.ts';
import { bytesText } from '#core/format/bytes.ts';
import { browse } from '#renderer/state/browsing.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { Elided } from './Elided.tsx';
import { ListBox } from './ListBox.tsx';
import { useAnswer } from './useAnswer.ts';

/** What a folder of the web host holds, to be walked through. */
export function HostFolder() {
  const { engine, store, host } = useApp();
  const folder = useAppState((state) => state.browsing.folder);
  const file = useAppState((state) => state.browsing.file);
  const [cursor, setCursor] = useState<{ readonly folder: string | null; readonly place: number } | null>(
    null,
  );
  const answer = useAnswer(folder ?? '', (signal) => engine.request('listFiles', { folder }, { signal }));
  const open = (next: string): void => browse(store, { folder: next === '' ? null : next });
  if (answer.kind === 'failed') {
    return (
      <div className="files-empty" role="alert">
        <p>{answer.message}</p>
        <button type="button" className="button" onClick={() => open('')}>
          Back to the host’s folder
        </button>
      </div>
    );
  }
  if (answer.kind !== 'there') return <p className="files-empty muted">Reading the folder…</p>;
  const { parent, entries, cut } = answer.value;
  const up = parent !== null;
  const rows = entries.length + (up ? 1 : 0);
  const entryAt = (place: number) => entries[up ? place - 1 : place];
  const activate = (place: number): void => {
    const entry = entryAt(place);
    if (!entry) open(parent ?? '');
    else if (entry.kind === 'folder') open(entry.id);
    else browse(store, { file: { id: entry.id, name: entry.name } });
  };
  const chosen = entries.findIndex(({ id }) => id === file?.id);
  const selected =
    cursor && cursor.folder === folder ? cursor.place : chosen >= 0 ? chosen + (up ? 1 : 0) : null;
  return (
    <>
      <p className="files-place" title={host.folder ?? undefined}>
        <Elided name={folder ?? baseOf(host.folder)} />
      </p>
      {entries.length === 0 && <p className="files-empty muted">This folder holds no files.</p>}
      <ListBox
        key={folder ?? ''}
        label={`Files in ${folder ?? 'the folder of the host'}`}
        count={rows}
        selected={selected}
        onSelect={(place) => setCursor({ folder, place })}
        onActivate={activate}
        onKey={(event) => {
          if (event.key !== 'Backspace' || !up) return false;
          open(parent);
          return true;
        }}
        autoFocus
        row={(place) => {
          const entry = entryAt(place);
          if (!entry) {
            return (
              <>
                <CornerLeftUp size={14} aria-hidden="true" />
                <span>Folder above</span>
              </>
            );
          }
          const Icon = entry.kind === 'folder' ? Folder : File;
          const faint = entry.kind === 'file' && fileKind(entry.name) === 'other';
          return (
            <>
              <Icon size={14} aria-hidden="true" />
              <span className={faint ? 'list-name muted' : 'list-name'}>
                <Elided name={entry.name} />
              </span>
              {entry.kind === 'file' && <small>{bytesText(entry.bytes)}</small>}
            </>
          );
        }}
      />
      {cut && <p className="files-note muted">The folder holds more files than are listed.</p>}
    </>
  );
}

const baseOf = (path: string | null): string =>
  path?.split(/[\\/]/).filter(Boolean).at(-1) ?? 'Folder of the host';
