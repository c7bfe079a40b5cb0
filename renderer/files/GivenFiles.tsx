import { File } from 'lucide-react';
import { bytesText } from '#core/format/bytes.ts';
import { browse } from '#renderer/state/browsing.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { Elided } from './Elided.tsx';
import { ListBox } from './ListBox.tsx';

/** The files that the user chose, dropped or sent, the last ones first. */
export function GivenFiles({ label }: { readonly label: string }) {
  const { store } = useApp();
  const given = useAppState((state) => state.browsing.given);
  const file = useAppState((state) => state.browsing.file);
  const selected = given.findIndex(({ id }) => id === file?.id);
  return (
    <ListBox
      label={label}
      className="given-files"
      count={given.length}
      selected={selected < 0 ? null : selected}
      onSelect={(place) => {
        const chosen = given[place];
        if (chosen) browse(store, { file: chosen });
      }}
      row={(place) => {
        const entry = given[place];
        return (
          entry && (
            <>
              <File size={14} aria-hidden="true" />
              <span className="list-name">
                <Elided name={entry.name} />
              </span>
              <small>{bytesText(entry.bytes)}</small>
            </>
          )
        );
      }}
    />
  );
}
