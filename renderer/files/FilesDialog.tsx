import { type KeyboardEvent, useMemo } from 'react';
import { fillWell } from '#core/roles/fill.ts';
import { finders as builtIn, type Finders } from '#core/roles/finders.ts';
import { hindrance, problemsOf, summary } from '#core/roles/fit.ts';
import { layerOf, ROLES, type Role, titleOf, type Wells } from '#core/roles/wells.ts';
import { DialogFrame } from '#renderer/dialogs/DialogFrame.tsx';
import { browse } from '#renderer/state/browsing.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { openLayer } from '#renderer/state/slice.ts';
import { FilesColumn } from './FilesColumn.tsx';
import { FilesNotice } from './FilesNotice.tsx';
import { TensorsColumn } from './TensorsColumn.tsx';
import { useAnswer } from './useAnswer.ts';
import { Well } from './Well.tsx';
import './files.css';

/** Left and right go from one list to the other. */
function betweenLists(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const lists = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="listbox"]')];
  const at = lists.indexOf(event.target as HTMLElement);
  const goal = step === undefined || at < 0 ? undefined : lists[at + step];
  if (!goal) return;
  event.preventDefault();
  goal.focus();
}

/** Opens a layer that lies in files: the files, the tensors of one, and which of them plays which role. */
export function FilesDialog({ finders = builtIn }: { readonly finders?: Finders }) {
  const app = useApp();
  const { store, engine } = app;
  const file = useAppState((state) => state.browsing.file);
  const wells = useAppState((state) => state.browsing.wells);
  const answer = useAnswer(file?.id ?? null, (signal) =>
    engine.request('inspectFile', { file: file?.id ?? '' }, { signal }),
  );
  const tensors = answer.kind === 'there' ? answer.value.tensors : null;
  const proposals = useMemo(
    () => new Map(finders.findLayers(tensors ?? []).map((proposal) => [proposal.tensor, proposal])),
    [finders, tensors],
  );
  const warning = useMemo(
    () => finders.gatedMlp((tensors ?? []).map(({ name }) => name)),
    [finders, tensors],
  );
  const change = (next: Wells): void => browse(store, { wells: next });
  const use = (role: Role, place: number): void => {
    const tensor = tensors?.[place];
    if (!tensor || !file) return;
    change(fillWell(wells, role, { file, tensor, proposal: proposals.get(tensor.name) ?? null, warning }));
    store.setState({ announcement: `${tensor.name || file.name} is the ${role}.` });
  };
  const show = (): void => {
    const layer = layerOf(wells);
    if (!layer) return;
    store.setState({ dialog: null });
    openLayer(app, layer, titleOf(wells));
  };
  const problems = problemsOf(wells);
  const hindered = hindrance(wells);
  return (
    <DialogFrame title="Open a layer" className="files-dialog">
      <FilesNotice />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it passes the focus between the lists within */}
      <div className="files-columns" onKeyDown={betweenLists}>
        <FilesColumn />
        <section className="tensors-column" aria-label="Tensors">
          {answer.kind === 'none' && (
            <div className="files-empty muted">
              <p>Choose a file to see its tensors. Only its header is read.</p>
              <p>
                Then give each role its tensor: drag it there, or press <kbd>W</kbd> <kbd>V</kbd> <kbd>B</kbd>{' '}
                <kbd>S</kbd> <kbd>L</kbd> in the list.
              </p>
            </div>
          )}
          {answer.kind === 'waiting' && <p className="files-empty muted">Reading {file?.name}…</p>}
          {answer.kind === 'failed' && (
            <p className="files-empty field-error" role="alert">
              {answer.message}
            </p>
          )}
          {answer.kind === 'there' && (
            <TensorsColumn
              key={answer.value.file.id}
              inspection={answer.value}
              proposals={proposals}
              warning={warning}
              onUse={use}
            />
          )}
        </section>
        <section className="wells-column" aria-label="Roles">
          <div className="wells">
            {ROLES.map((role) => (
              <Well
                key={role}
                role={role}
                wells={wells}
                problem={problems.find((problem) => problem.role === role) ?? null}
                onChange={change}
                onUse={use}
              />
            ))}
          </div>
          <div className="wells-foot">
            <output className="muted">{hindered ?? summary(wells)}</output>
            <button type="button" className="button primary" disabled={hindered !== null} onClick={show}>
              Show
            </button>
          </div>
        </section>
      </div>
    </DialogFrame>
  );
}
