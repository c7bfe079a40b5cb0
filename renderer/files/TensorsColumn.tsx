import { Search } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Inspection } from '#core/engine/fileSchemas.ts';
import { bytesText } from '#core/format/bytes.ts';
import type { LayerProposal } from '#core/roles/finders.ts';
import { searchTensors } from '#core/roles/search.ts';
import { ROLES, type Role } from '#core/roles/wells.ts';
import { ROLE_WORDS, shapeText, tensorName, typeName } from '#core/roles/words.ts';
import { dragTensor } from './drag.ts';
import { Elided } from './Elided.tsx';
import { ListBox } from './ListBox.tsx';
import { TensorDetail } from './TensorDetail.tsx';

interface Props {
  readonly inspection: Inspection;
  /** What the finder of layers says, by the tensors' names. */
  readonly proposals: ReadonlyMap<string, LayerProposal>;
  readonly warning: string | null;
  readonly onUse: (role: Role, place: number) => void;
}

/** The second column: the tensors of a file, the probable layers first, and more about the chosen one. */
export function TensorsColumn({ inspection, proposals, warning, onUse }: Props) {
  const { tensors, refused, file } = inspection;
  const [text, setText] = useState('');
  // Null: nobody chose one yet, so the first is shown.
  const [chosen, setChosen] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const places = useMemo(() => {
    const found = searchTensors(tensors, text);
    const proposed = (place: number): boolean => proposals.has(tensors[place]?.name ?? '');
    return [...found.filter(proposed), ...found.filter((place) => !proposed(place))];
  }, [tensors, text, proposals]);
  const row = chosen === null ? -1 : places.indexOf(chosen);
  const selected = row >= 0 ? row : places.length > 0 ? 0 : null;
  const place = selected === null ? undefined : places[selected];
  const tensor = place === undefined ? undefined : tensors[place];

  const recognised = inspection.metadata.find(({ key }) => key === 'recognised')?.value;

  const useByKey = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey || place === undefined) return false;
    const role = ROLES.find((each) => ROLE_WORDS[each].key === event.key.toUpperCase());
    if (role) onUse(role, place);
    return role !== undefined;
  };
  const toList = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus();
  };
  return (
    <>
      <div className="tensors-head">
        <h3>
          <Elided name={file.name} />
        </h3>
        <span className="muted">
          {inspection.format}, {bytesText(file.bytes)}
        </span>
      </div>
      {recognised && <p className="recognised">This is {recognised}.</p>}
      <div className="search">
        <Search size={14} aria-hidden="true" />
        <input
          type="search"
          aria-label="Search tensors"
          placeholder="Name, 3072×768 or bfloat16"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={toList}
        />
        <output>{countText(places.length, tensors.length)}</output>
      </div>
      <div className="tensor-list" ref={list}>
        <ListBox
          label={`Tensors of ${file.name}`}
          count={places.length}
          selected={selected}
          onSelect={(next) => setChosen(places[next] ?? 0)}
          onKey={useByKey}
          onDragRow={(at, event) => {
            const dragged = places[at] ?? 0;
            setChosen(dragged);
            dragTensor(event, dragged, tensorName(tensors[dragged]?.name ?? ''));
          }}
          row={(at) => {
            const shown = tensors[places[at] ?? -1];
            const proposal = shown && proposals.get(shown.name);
            return (
              shown && (
                <>
                  <span className="list-name">
                    <Elided name={tensorName(shown.name)} />
                  </span>
                  {proposal && (
                    <span className="proposal" title={proposal.why}>
                      {proposal.layer === null ? 'layer' : `layer ${proposal.layer}`}
                    </span>
                  )}
                  <span className="tensor-shape">{shapeText(shown.shape)}</span>
                  <span className="tensor-type muted">{typeName(shown.type)}</span>
                  <small>{bytesText(shown.bytes)}</small>
                </>
              )
            );
          }}
        />
        {places.length === 0 && (
          <p className="files-empty muted">
            {tensors.length === 0 ? 'The file holds no tensor that can be read.' : 'No tensor is called so.'}
          </p>
        )}
      </div>
      {refused.length > 0 && (
        <details className="refused-list">
          <summary>
            {refused.length === 1 ? '1 tensor is not read' : `${refused.length} tensors are not read`}
          </summary>
          <ul>
            {refused.slice(0, 50).map(({ name, why }) => (
              <li key={name}>
                {tensorName(name)} {why}.
              </li>
            ))}
          </ul>
        </details>
      )}
      {tensor && place !== undefined && (
        <TensorDetail
          key={`${file.id}#${place}`}
          file={file}
          tensor={tensor}
          proposal={proposals.get(tensor.name) ?? null}
          warning={warning}
          onUse={(role) => onUse(role, place)}
        />
      )}
    </>
  );
}

function countText(found: number, all: number): string {
  if (found !== all) return `${found} of ${all}`;
  return all === 1 ? '1 tensor' : `${all} tensors`;
}
