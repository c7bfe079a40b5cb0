import { type ChangeEvent, useEffect, useState } from 'react';
import type { Result } from '#core/engine/contract.ts';
import { useApp } from '#renderer/state/context.ts';
import { guardUnsaved, openSession, openText, reportError } from '#renderer/state/session.ts';
import { DialogFrame } from './DialogFrame.tsx';

/** Opens a session of the host's folder, one opened lately, or a file of this computer. */
export function OpenDialog() {
  const app = useApp();
  const [list, setList] = useState<Result<'listSessions'> | null>(null);
  useEffect(() => {
    app.engine.request('listSessions', {}).then(setList, (error) => {
      app.store.setState({ dialog: null });
      reportError(app.store, error);
    });
  }, [app]);
  const leave = (then: () => void): void => {
    app.store.setState({ dialog: null });
    guardUnsaved(app.store, then);
  };
  const upload = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    if (!file) return;
    const text = await file.text();
    leave(() => void openText(app, file.name, text));
  };
  return (
    <DialogFrame title="Open session" className="narrow">
      {list && (
        <>
          <Files
            title="Recent"
            files={list.recent}
            empty="None was opened or saved yet."
            onOpen={(id) => leave(() => void openSession(app, id))}
          />
          <Files
            title={`In ${app.host.folder ?? 'the folder of the host'}`}
            files={list.folder}
            empty="It holds no .nullscope.json file."
            onOpen={(id) => leave(() => void openSession(app, id))}
          />
        </>
      )}
      <label className="stacked">
        From this computer
        <input type="file" accept=".json" onChange={(event) => void upload(event)} />
      </label>
    </DialogFrame>
  );
}

interface FilesProps {
  readonly title: string;
  readonly files: Result<'listSessions'>['folder'];
  readonly empty: string;
  readonly onOpen: (id: string) => void;
}

function Files({ title, files, empty, onOpen }: FilesProps) {
  return (
    <section>
      <h3 className="section-head">{title}</h3>
      {files.length === 0 && <p className="muted">{empty}</p>}
      <ul className="file-list">
        {files.map((file) => (
          <li key={file.id}>
            <button type="button" className="button quiet" title={file.id} onClick={() => onOpen(file.id)}>
              {file.name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
