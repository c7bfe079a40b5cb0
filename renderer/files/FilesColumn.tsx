import { type ChangeEvent, useId } from 'react';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { reportError } from '#renderer/state/session.ts';
import { GivenFiles } from './GivenFiles.tsx';
import { giveFiles, list } from './give.ts';
import { HostFolder } from './HostFolder.tsx';

/** The first column: the files of the host's folder and those that were sent, or (desktop) those that were chosen. */
export function FilesColumn() {
  const { host } = useApp();
  return (
    <section className="files-column" aria-label="Files">
      {host.dialogs === 'native' ? <Chosen /> : <Hosted />}
      <TransferBar />
    </section>
  );
}

function Chosen() {
  const app = useApp();
  const some = useAppState((state) => state.browsing.given.length > 0);
  const choose = async (what: 'files' | 'folder'): Promise<void> => {
    try {
      const chosen = await app.engine.request('chooseFiles', { what });
      if (!chosen.cancelled) list(app, chosen.files);
    } catch (error) {
      reportError(app.store, error);
    }
  };
  return (
    <>
      <div className="files-tools">
        <button type="button" className="button" onClick={() => void choose('files')}>
          Choose files…
        </button>
        <button type="button" className="button" onClick={() => void choose('folder')}>
          Choose a folder…
        </button>
      </div>
      {some ? (
        <GivenFiles label="Chosen files" />
      ) : (
        <p className="files-empty muted">
          Choose files with tensors, or drop them here: .safetensors, .npy, .npz, .pt, .csv, .json.
        </p>
      )}
    </>
  );
}

function Hosted() {
  const app = useApp();
  const id = useId();
  const some = useAppState((state) => state.browsing.given.length > 0);
  const busy = useAppState((state) => state.browsing.transfer !== null);
  const send = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    void giveFiles(app, files);
  };
  return (
    <>
      {some && (
        <>
          <h3 className="section-head">Sent from this computer</h3>
          <GivenFiles label="Files sent from this computer" />
        </>
      )}
      <h3 className="section-head">On the host</h3>
      <HostFolder />
      <div className="files-tools">
        <label className="button" htmlFor={id} data-disabled={busy || undefined}>
          Send files…
        </label>
        <input id={id} className="visually-hidden" type="file" multiple disabled={busy} onChange={send} />
        <span className="muted">or drop them here</span>
      </div>
    </>
  );
}

/** How much of the files on their way is there, and how to stop them. */
function TransferBar() {
  const transfer = useAppState((state) => state.browsing.transfer);
  const id = useId();
  if (!transfer) return null;
  return (
    <div className="transfer">
      <label htmlFor={id}>
        Sending {transfer.name}, {Math.floor(100 * transfer.fraction)} %
      </label>
      <progress id={id} value={transfer.fraction} />
      <button type="button" className="button" onClick={transfer.stop}>
        Stop
      </button>
    </div>
  );
}
